package tree

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"halfday/visit/internal/raw"
)

// largeReviews is a file of 200 kB with reviews of 60 items, as JSON and YAML.
func largeReviews(b *testing.B) (asJSON, asYAML []byte) {
	b.Helper()
	type review struct {
		Level      int                 `json:"level" yaml:"level"`
		Commentary string              `json:"commentary" yaml:"commentary"`
		Evidence   []map[string]string `json:"evidence" yaml:"evidence"`
	}
	reviews := map[string]review{}
	for i := range 60 {
		reviews[fmt.Sprintf("%d%c%d", 1+i/10, 'a'+i/5%2, 1+i%5)] = review{
			Level:      2,
			Commentary: strings.Repeat(fmt.Sprintf("In year %d all pupils keep what they make, and “show” it: parents see it at home.\n", i), 38),
			Evidence:   []map[string]string{{"title": "Minutes of the governors", "file": fmt.Sprintf("evidence/%d.md", i)}},
		}
	}
	file := map[string]any{"framework": "srf-2010", "reviews": reviews}
	asJSON, err := json.MarshalIndent(file, "", " ")
	if err == nil {
		asYAML, err = yaml.Dump(file)
	}
	if err != nil {
		b.Fatal(err)
	}
	return asJSON, asYAML
}

// beside times two readings of the same file in turn and reports how many times
// as long ours takes, and how much memory it allocates for each byte of the file.
func beside(b *testing.B, data []byte, ours, bare func() error) {
	b.Helper()
	var spent [2]time.Duration
	var before, after runtime.MemStats
	var allocated uint64
	for b.Loop() {
		for i, read := range []func() error{ours, bare} {
			runtime.ReadMemStats(&before)
			start := time.Now()
			if err := read(); err != nil {
				b.Fatal(err)
			}
			spent[i] += time.Since(start)
			runtime.ReadMemStats(&after)
			if i == 0 {
				allocated += after.TotalAlloc - before.TotalAlloc
			}
		}
	}
	b.ReportMetric(float64(spent[0])/float64(spent[1]), "×bare")
	b.ReportMetric(float64(allocated)/float64(b.N)/float64(len(data)), "×size")
	b.ReportMetric(float64(spent[0].Microseconds())/float64(b.N)/1000, "ms/file")
}

// BenchmarkJSON compares with the standard library's own reading of the file.
func BenchmarkJSON(b *testing.B) {
	data, _ := largeReviews(b)
	beside(b, data, func() error {
		t, err := raw.Decode(data)
		if err == nil {
			_, _, err = JSON(t.Text)
		}
		return err
	}, func() error {
		var v any
		return json.Unmarshal(data, &v)
	})
}

// BenchmarkYAML compares with the YAML library's own reading of the file.
func BenchmarkYAML(b *testing.B) {
	_, data := largeReviews(b)
	beside(b, data, func() error {
		t, err := raw.Decode(data)
		if err == nil {
			_, _, err = YAML(t.Text)
		}
		return err
	}, func() error {
		var v any
		return yaml.Load(data, &v)
	})
}
