package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReviewWeb decides over the page's calls, kills the process, finds what was decided, and ends the
// next one as control-C does.
func TestReviewWeb(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	bin := filepath.Join(dir, "dateline") // the test binary runs as the command when it is called so
	if err := os.Symlink(self, bin); err != nil {
		t.Fatal(err)
	}
	line := `{"id":"a","text":"Ann Lee left Oslo.","entities":[{"start":0,"end":7,"text":"Ann Lee","type":"PERSON"%s},{"start":13,"end":17,"text":"Oslo","type":"%s"}]}` + "\n"
	for name, text := range map[string]string{"old.jsonl": fmt.Sprintf(line, "", "GPE"), "new.jsonl": fmt.Sprintf(line, `,"actor":"ann-lee"`, "LOC")} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// start starts a review and reads the address.
	start := func(more ...string) (*exec.Cmd, *bufio.Reader, *url.URL) {
		cmd := exec.Command(bin, append([]string{"review", "--web", "--who", "ann", "old.jsonl", "new.jsonl"}, more...)...)
		cmd.Dir = dir
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { cmd.Process.Kill() })
		lines := bufio.NewReader(out)
		first, err := lines.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		at, err := url.Parse(strings.TrimSpace(first))
		if err != nil || at.Hostname() != "127.0.0.1" || at.Query().Get("token") == "" {
			t.Fatalf("the address is %q, %v", first, err)
		}
		return cmd, lines, at
	}
	// visit opens the page, and asks how far the review is.
	visit := func(at *url.URL) (*http.Client, string, string) {
		jar, err := cookiejar.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		client := &http.Client{Jar: jar}
		base := "http://" + at.Host
		for _, path := range []string{at.String(), base + "/api/review", base + "/api/change?n=0"} {
			answer, err := client.Get(path)
			if err != nil {
				t.Fatal(err)
			}
			var of struct {
				Progress struct{ Left int }
				Row      struct{ ID string }
			}
			failed := json.NewDecoder(answer.Body).Decode(&of)
			answer.Body.Close()
			if answer.StatusCode != 200 {
				t.Fatalf("%s: %s", path, answer.Status)
			}
			if strings.Contains(path, "/api/") && failed != nil {
				t.Fatal(failed)
			}
			if of.Row.ID != "" {
				return client, base, of.Row.ID
			}
		}
		t.Fatal("there is no change")
		return nil, "", ""
	}
	first, _, at := start()
	client, base, id := visit(at)
	call, err := http.NewRequest("POST", base+"/api/decide", strings.NewReader(fmt.Sprintf(`{"id":%q,"verdict":"accept"}`, id)))
	if err != nil {
		t.Fatal(err)
	}
	call.Header.Set("Origin", base)
	call.Header.Set("Content-Type", "application/json")
	answer, err := client.Do(call)
	if err != nil || answer.StatusCode != 200 {
		t.Fatal(answer, err)
	}
	answer.Body.Close()
	// The port is taken now.
	taken := exec.Command(bin, "review", "--web", "--port", at.Port(), "old.jsonl", "new.jsonl")
	taken.Dir = dir
	if said, err := taken.CombinedOutput(); err == nil || taken.ProcessState.ExitCode() != exitNothing || !strings.Contains(string(said), "port "+at.Port()+" of 127.0.0.1 is taken") {
		t.Errorf("a port that is taken: %v, %s", err, said)
	}
	first.Process.Kill()
	first.Wait()

	second, lines, at := start()
	visit(at)
	if err := second.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	last, err := lines.ReadString('\n')
	if err != nil || last != "1 of 2 changes decided: 1 accepted, 0 rejected, 0 edited, 0 flagged\n" {
		t.Errorf("the last line is %q, %v", last, err)
	}
	if second.Wait(); second.ProcessState.ExitCode() != exitDiffers {
		t.Errorf("exit status %d", second.ProcessState.ExitCode())
	}
}
