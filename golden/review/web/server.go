package web

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log"
	"mime"
	"net"
	"net/http"
	"path"
	"strconv"
	"sync"
	"syscall"
	"time"

	"dateline/golden/review"
)

//go:embed page
var page embed.FS

// Options of a server. The zero Options are right.
type Options struct {
	Port int // 0: any that is free
}

// Server shows one session to one browser.
type Server struct {
	session  *review.Session
	listener net.Listener
	host     string // and port
	token    string // of the address
	secret   string // of the cookie
	routes   map[string]route
	done     chan struct{}
	quit     sync.Once
	mu       sync.Mutex
	notes    []string // what was left out of the file of decisions since the review began
}

// route is what a path does, by method.
type route struct{ get, post http.HandlerFunc }

// Listen opens a port of 127.0.0.1. The server answers when Serve runs.
func Listen(s *review.Session, o Options) (*Server, error) {
	at := net.JoinHostPort("127.0.0.1", strconv.Itoa(o.Port))
	l, err := net.Listen("tcp4", at)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("review: port %d of 127.0.0.1 is taken: choose another one, or 0 for any that is free", o.Port)
	case err != nil:
		return nil, fmt.Errorf("review: %w", err)
	}
	v := &Server{session: s, listener: l, host: l.Addr().String(), token: random(), secret: random(), done: make(chan struct{})}
	if err := v.route(); err != nil {
		l.Close()
		return nil, err
	}
	return v, nil
}

// random is 256 random bits.
func random() string {
	var b [32]byte
	rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// Address is what is to be opened in a browser.
func (v *Server) Address() string { return "http://" + v.host + "/?token=" + v.token }

// Serve answers until the context is done or somebody quits on the page; what has been asked
// by then is answered.
func (v *Server) Serve(ctx context.Context) error {
	h := &http.Server{Handler: v, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: 2 * time.Minute,
		MaxHeaderBytes: 32 << 10, ErrorLog: log.New(io.Discard, "", 0)}
	ended := make(chan error, 1)
	go func() { ended <- h.Serve(v.listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("review: %w", err)
	case <-ctx.Done():
	case <-v.done:
	}
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if h.Shutdown(patience) != nil {
		h.Close()
	}
	return nil
}

// policy is what the page may do: use its own files, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// route lists every path there is. Others do not exist, whatever they look like.
func (v *Server) route() error {
	v.routes = map[string]route{
		"/api/review":  {get: v.fresh(v.review)},
		"/api/select":  {get: v.fresh(v.selection)},
		"/api/rows":    {get: v.fresh(v.rows)},
		"/api/change":  {get: v.fresh(v.change)},
		"/api/decide":  {post: v.fresh(v.decide)},
		"/api/cluster": {post: v.fresh(v.cluster)},
		"/api/undo":    {post: v.fresh(v.undo)},
		"/api/quit":    {post: answer(v.end)},
	}
	files, err := page.ReadDir("page")
	if err != nil {
		return fmt.Errorf("review: %w", err)
	}
	for _, f := range files {
		data, err := page.ReadFile("page/" + f.Name())
		if err != nil {
			return fmt.Errorf("review: %w", err)
		}
		kind := mime.TypeByExtension(path.Ext(f.Name()))
		switch path.Ext(f.Name()) { // the machine's own table may say otherwise
		case ".js":
			kind = "text/javascript; charset=utf-8"
		case ".svg":
			kind = "image/svg+xml"
		}
		at := "/" + f.Name()
		if at == "/index.html" {
			at = "/"
		}
		v.routes[at] = route{get: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Write(data)
		}}
	}
	return nil
}

// ServeHTTP refuses what does not come from the page, and answers the rest.
func (v *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	name := "dateline-" + v.host[len("127.0.0.1:"):] // cookies know no ports
	if r.Host != v.host {
		refuse(w, "this is not the address of the review")
		return
	}
	origin := r.Header.Get("Origin")
	if origin != "" && origin != "http://"+v.host || origin == "" && r.Method != http.MethodGet && r.Method != http.MethodHead {
		refuse(w, "another page may not ask")
		return
	}
	if given := r.URL.Query().Get("token"); given != "" && r.URL.Path == "/" && r.Method == http.MethodGet {
		if !same(given, v.token) {
			refuse(w, "this token is not that of the review: open the address that dateline printed last")
			return
		}
		http.SetCookie(w, &http.Cookie{Name: name, Value: v.secret, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
		h.Set("Location", "/")
		w.WriteHeader(http.StatusSeeOther)
		return
	}
	if c, err := r.Cookie(name); err != nil || !same(c.Value, v.secret) {
		refuse(w, "open the address that dateline printed, with its token")
		return
	}
	to, ok := v.routes[r.URL.Path]
	if !ok {
		fail(w, http.StatusNotFound, "there is no such page")
		return
	}
	do := to.post
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		do = to.get
	} else if r.Method != http.MethodPost {
		do = nil
	}
	if do == nil {
		fail(w, http.StatusMethodNotAllowed, "not by this method")
		return
	}
	do(w, r)
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

func refuse(w http.ResponseWriter, why string) { fail(w, http.StatusForbidden, why) }
