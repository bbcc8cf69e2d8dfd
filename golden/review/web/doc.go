// Package web is the review as a page in a browser: a server on 127.0.0.1 over a [review.Session],
// with the keys of the terminal ([review.Bindings]).
//
// # Contract
//
// The server keeps nothing but the session: a decision is on the disk before the answer to it is
// sent, and a page that is loaded again goes on where it was. The page is embedded, hand-written HTML,
// CSS and JavaScript modules without a build; it asks no other host for anything. It lists any
// number of changes, since it holds numbers only and asks for the rows that are to be seen.
//
// # Who may ask
//
// The server listens on the loopback address alone. Its address has a random token of 256 bits, which is
// changed for a cookie (HttpOnly, SameSite=Strict) and taken out of the address on the first visit. It
// answers 403 to another Host, so that no name can be bound to it, to another Origin, to a write
// without an Origin, and without the cookie; 404 to every path but the embedded files and
// the calls of the page. The policy of the page (Content-Security-Policy) allows its own files
// and nothing else, and no HTML made by scripts.
//
// # Limits
//
// The connection is plain HTTP, which stays on the machine. Browsers send cookies to every
// port of a host: do not visit pages that other people serve on your 127.0.0.1 while a review runs.
//
//	server, err := web.Listen(session, web.Options{})
//	if err == nil {
//		fmt.Println(server.Address())
//		err = server.Serve(ctx) // until the context is done, or somebody quits
//	}
package web
