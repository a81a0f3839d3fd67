package raw

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDecode(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, in string
		want     Text
	}{
		{"UTF-8", "tŷ\n", Text{"tŷ\n", "UTF-8", nil}},
		{"a byte order mark", "\uFEFFtŷ", Text{"tŷ", "UTF-8 with BOM", nil}},
		{"UTF-16, little end first", "\xFF\xFEt\x00\x77\x01", Text{"tŷ", "UTF-16", nil}},
		{"UTF-16, big end first", "\xFE\xFF\x00t\x01\x77", Text{"tŷ", "UTF-16", nil}},
		{"Windows-1252", "\x93Si\xe2n\x94 \x96 \xa3", Text{"“Siân” – £", "Windows-1252", nil}},
		{"Windows-1252 beside UTF-8", "a\n\x93Si\xe2n\x94 – Siân \x81", Text{"a\n“Siân” – Siân \uFFFD", "UTF-8", []Fault{
			{2, "characters that are not UTF-8, read as Windows-1252 (4 in all)", "a file saved as UTF-8"},
		}}},
		{"control characters", "a\n\nb\x0bc\x00\tend\r\n", Text{"a\n\nb\uFFFDc\uFFFD\tend\r\n", "UTF-8", []Fault{
			{3, "control characters, shown as \uFFFD (2 in all)", "plain text"},
		}}},
		{"other ends of lines", "a\u2028b\u0085c", Text{"a b c", "UTF-8", nil}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := Decode([]byte(c.in))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
	for _, nothing := range []string{"", " \n", "\uFEFF\n", "\xFF\xFE \x00", "\xa0"} {
		if _, err := Decode([]byte(nothing)); !errors.Is(err, ErrEmpty) {
			t.Errorf("of %q the error is %v", nothing, err)
		}
	}
}
