// Evaluates a workload with blitiri.com.ar/go/spf, whose DNS answers come from maps in memory.
// usage: blitiri ZONE; then lines "FILE COUNT" on standard input, see Sources/Evaluate.
package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"runtime"
	"strings"
	"time"

	"blitiri.com.ar/go/spf"
)

type table struct {
	txt map[string][]string
	mx  map[string][]*net.MX
	ip  map[string][]net.IPAddr
}

var notFound = &net.DNSError{Err: "no such host", IsNotFound: true}

func key(name string) string { return strings.ToLower(strings.TrimSuffix(name, ".")) }

func (t *table) LookupTXT(ctx context.Context, name string) ([]string, error) {
	if answer, ok := t.txt[key(name)]; ok {
		return answer, nil
	}
	return nil, notFound
}

func (t *table) LookupMX(ctx context.Context, name string) ([]*net.MX, error) {
	if answer, ok := t.mx[key(name)]; ok {
		return answer, nil
	}
	return nil, notFound
}

func (t *table) LookupIPAddr(ctx context.Context, name string) ([]net.IPAddr, error) {
	if answer, ok := t.ip[key(name)]; ok {
		return answer, nil
	}
	return nil, notFound
}

func (t *table) LookupAddr(ctx context.Context, address string) ([]string, error) {
	return nil, notFound
}

func load(path string) *table {
	t := &table{map[string][]string{}, map[string][]*net.MX{}, map[string][]net.IPAddr{}}
	f, err := os.Open(path)
	if err != nil {
		panic(err)
	}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		words := strings.SplitN(lines.Text(), " ", 3)
		if len(words) < 3 || strings.HasPrefix(words[0], "$") {
			continue
		}
		name := key(words[0])
		switch words[1] {
		case "TXT":
			t.txt[name] = append(t.txt[name], strings.ReplaceAll(strings.Trim(words[2], "\""), "\" \"", ""))
		case "A":
			t.ip[name] = append(t.ip[name], net.IPAddr{IP: net.ParseIP(words[2])})
		case "MX":
			t.mx[name] = append(t.mx[name], &net.MX{Host: strings.SplitN(words[2], " ", 2)[1], Pref: 10})
		}
	}
	return t
}

func main() {
	runtime.GOMAXPROCS(1)
	resolver := spf.WithResolver(load(os.Args[1]))
	workloads := map[string][][]string{}
	fmt.Println("ready")
	commands := bufio.NewScanner(os.Stdin)
	for commands.Scan() {
		var path string
		var count int
		fmt.Sscan(commands.Text(), &path, &count)
		checks, ok := workloads[path]
		if !ok {
			data, err := os.ReadFile(path)
			if err != nil {
				panic(err)
			}
			for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
				checks = append(checks, strings.Fields(line))
			}
			workloads[path] = checks
		}
		wrong, index := 0, 0
		start := time.Now()
		for i := 0; i < count; i++ {
			c := checks[index]
			result, _ := spf.CheckHostWithSender(net.ParseIP(c[0]), c[2], c[1], resolver)
			if string(result) != c[3] {
				wrong++
			}
			index++
			if index == len(checks) {
				index = 0
			}
		}
		fmt.Println(time.Since(start).Nanoseconds(), wrong)
	}
}
