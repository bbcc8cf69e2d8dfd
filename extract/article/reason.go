package article

// Reason says why a block is not in the text.
type Reason uint8

// The reasons, with the codes that the dropped layer shows. Kept is none.
const (
	Kept       Reason = iota
	Hidden            // a reader does not see it
	Control           // a button, a field of a form
	Navigation        // menus, breadcrumbs, paging
	Site              // the site's header and footer, copyright and legal lines
	Sidebar           // beside the article
	Share             // share bars and their counters
	Related           // teasers of other articles
	Comments          // readers' comments
	Newsletter        // invitations to subscribe, register, follow, pay
	Caption           // captions and credits of pictures, players, embedded posts
	Advert            // advertisements and their labels
	Consent           // cookie and privacy notices
	Byline            // who wrote it
	Author            // about the author
	Headline          // the title
	Published         // when it was published or changed
	Tags              // topics and sections
	Metadata          // reading time, source and other lines about the article
	Links             // nearly all links
	Repeated          // says again what the text has said
	Outside           // not in the article's body
	Tail              // after the article's end
	Limit             // beyond the limit of a page's size
	Learnt            // a line of the site, by the user's sites file
	Graphic           // text in drawings and formulas
	Classified        // unlike the text of articles, by the trained classifier
)

var reasonCodes = [...]string{"", "hidden", "control", "navigation", "site", "sidebar", "share", "related", "comments", "newsletter",
	"caption", "advert", "consent", "byline", "author", "headline", "published", "tags", "metadata", "links", "repeated", "outside", "tail", "limit", "learnt", "graphic", "classified"}

func (r Reason) String() string { return reasonCodes[r] }

// Reasons are the codes of all reasons, in a fixed order.
func Reasons() []string { return append([]string(nil), reasonCodes[1:]...) }

func reasonOf(code string) (Reason, bool) {
	for i, c := range reasonCodes {
		if c == code && i > 0 {
			return Reason(i), true
		}
	}
	return Kept, false
}
