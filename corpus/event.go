package corpus

import (
	"encoding/json"
	"fmt"
)

// Event is one event mention: who did what to whom, when, where.
type Event struct {
	ID        string
	EventID   string // the same for every report of one happening
	Main      bool
	Type      EventType
	Mode      string // PLOVER mode
	CAMEO     string
	Quad      int     // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
	Intensity float64 // Goldstein-like scale, -10 to 10
	Contexts  []string
	Realis    Realis
	// ReportedBy is the actor whose claim the event is, or empty.
	ReportedBy string
	Trigger    Phrase
	Sentence   Span
	Sources    []Participant
	Targets    []Participant
	Date       *EventDate
	Location   *Location
	Quote      string // id of the quotation it stands in, or empty
	Confidence float64
	Why        []string // what fired, from surface to code
	Local      string   // see AssignIDs; not written
}

// Participant is one side of an event. Actor is empty for a common noun
// ("students"), Country is empty when unknown.
type Participant struct {
	Span
	Actor   string
	Country string // ISO 3166 alpha-3, or "IGO"
}

// EventType is a PLOVER root, or Statement.
type EventType string

// The 16 PLOVER roots and the plain reported statement.
const (
	Agree     EventType = "AGREE"
	Consult   EventType = "CONSULT"
	Support   EventType = "SUPPORT"
	Concede   EventType = "CONCEDE"
	Cooperate EventType = "COOPERATE"
	Aid       EventType = "AID"
	Retreat   EventType = "RETREAT"
	Request   EventType = "REQUEST"
	Accuse    EventType = "ACCUSE"
	Reject    EventType = "REJECT"
	Threaten  EventType = "THREATEN"
	Protest   EventType = "PROTEST"
	Sanction  EventType = "SANCTION"
	Mobilize  EventType = "MOBILIZE"
	Coerce    EventType = "COERCE"
	Assault   EventType = "ASSAULT"
	Statement EventType = "STATEMENT"
)

// Realis says whether the event happened.
type Realis string

// The values of Realis.
const (
	Actual       Realis = "actual"
	Planned      Realis = "planned"
	Denied       Realis = "denied"
	Hypothetical Realis = "hypothetical"
	Claimed      Realis = "claimed"
)

// EventDate is the date of an event. Start and End are the span of the date
// expression, both zero when the date was carried or is the publication date.
type EventDate struct {
	Value string `json:"value"`
	Span
	How string `json:"how,omitempty"`
}

// Location is the place of an event.
type Location struct {
	Name    string   `json:"name"`
	Text    string   `json:"text,omitempty"`
	Country string   `json:"country,omitempty"`
	Lat     *float64 `json:"lat,omitempty"`
	Lon     *float64 `json:"lon,omitempty"`
	Span
}

// eventRecord is the shape in which an event is read: the sides are parallel lists.
type eventRecord struct {
	ID            string    `json:"id"`
	EventID       string    `json:"event_id,omitempty"`
	Main          bool      `json:"main,omitempty"`
	Type          EventType `json:"type"`
	Mode          string    `json:"mode,omitempty"`
	CAMEO         string    `json:"cameo,omitempty"`
	Quad          int       `json:"quad"`
	Intensity     float64   `json:"intensity"`
	Contexts      []string  `json:"contexts,omitempty"`
	Realis        Realis    `json:"realis"`
	ReportedBy    string    `json:"reported_by,omitempty"`
	Trigger       Phrase    `json:"trigger"`
	Sentence      Span      `json:"sentence"`
	Sources       []*string `json:"sources,omitempty"`
	Targets       []*string `json:"targets,omitempty"`
	SourceSpans   []Span    `json:"source_spans,omitempty"`
	TargetSpans   []Span    `json:"target_spans,omitempty"`
	SourceCountry []string  `json:"source_country,omitempty"`
	TargetCountry []string  `json:"target_country,omitempty"`

	Date       *EventDate `json:"date,omitempty"`
	Location   *Location  `json:"location,omitempty"`
	Quote      string     `json:"quote,omitempty"`
	Confidence float64    `json:"confidence"`
	Why        []string   `json:"why,omitempty"`
}

// MarshalJSON writes the contract's shape of an event.
func (e Event) MarshalJSON() ([]byte, error) {
	if err := e.finite(); err != nil {
		return nil, fmt.Errorf("corpus: %w", err)
	}
	return e.append(nil), nil
}

// UnmarshalJSON reads the contract's shape of an event.
func (e *Event) UnmarshalJSON(data []byte) error {
	var r eventRecord
	if err := json.Unmarshal(data, &r); err != nil {
		return err
	}
	*e = Event{
		ID: r.ID, EventID: r.EventID, Main: r.Main, Type: r.Type, Mode: r.Mode, CAMEO: r.CAMEO,
		Quad: r.Quad, Intensity: r.Intensity, Contexts: r.Contexts, Realis: r.Realis,
		ReportedBy: r.ReportedBy, Trigger: r.Trigger, Sentence: r.Sentence, Date: r.Date,
		Location: r.Location, Quote: r.Quote, Confidence: r.Confidence, Why: r.Why,
		Sources: joinSide(r.Sources, r.SourceSpans, r.SourceCountry),
		Targets: joinSide(r.Targets, r.TargetSpans, r.TargetCountry),
	}
	return nil
}

func joinSide(actors []*string, spans []Span, countries []string) []Participant {
	var ps []Participant
	for i := range spans {
		p := Participant{Span: spans[i]}
		if i < len(actors) && actors[i] != nil {
			p.Actor = *actors[i]
		}
		if i < len(countries) {
			p.Country = countries[i]
		}
		ps = append(ps, p)
	}
	return ps
}
