package submission

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Of the documents those are read that the submission names and that are plain
// text; what cannot be read is left out, and so is what is beyond the limits.
func TestTexts(t *testing.T) {
	t.Parallel()
	const review = `
reviews:
  1a1:
    level: 2
    evidence:
      - {title: Minutes, file: minutes.md}
      - {title: Minutes again, file: Minutes.md}
      - {title: A picture, file: board.png}
      - {title: No text, file: binary.txt}
      - {title: Old, file: old.txt}
      - {title: Gone, file: gone.md}
      - {title: Long, file: long.txt}
documents:
  - {title: Plan, file: plan.md}
`
	files := folder("submission.yaml", review,
		"minutes.md", "# Minutes\n", "board.png", "png", "binary.txt", "a\x00b", "old.txt", "caf\xe9 rules",
		"long.txt", strings.Repeat("word ", mostOfText/5)+"cut here", "plan.md", "The plan.", "unnamed.md", "nobody names this")
	s, err := Read(files, "x", testFramework(t))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, text := range s.Texts {
		if len(text.Text) > 100 {
			if len(text.Text) > mostOfText || !strings.HasSuffix(text.Text, "word ") {
				t.Errorf("%s: %d bytes that end in %q", text.Path, len(text.Text), text.Text[len(text.Text)-10:])
			}
			text.Text = "long"
		}
		got[text.Path] = text.Text
	}
	want := map[string]string{"minutes.md": "# Minutes\n", "old.txt": "café rules", "plan.md": "The plan.", "long.txt": "long"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// All documents together have a limit too.
func TestTextsTogether(t *testing.T) {
	t.Parallel()
	var review strings.Builder
	review.WriteString("documents:\n")
	parts := []string{"submission.yaml", ""}
	for i := range 40 {
		fmt.Fprintf(&review, "  - {title: Paper %d, file: %d.txt}\n", i, i)
		parts = append(parts, fmt.Sprintf("%d.txt", i), strings.Repeat("words and ", mostOfText/10))
	}
	parts[1] = review.String()
	s, err := Read(folder(parts...), "x", testFramework(t))
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, text := range s.Texts {
		sum += len(text.Text)
	}
	if sum > mostOfTexts || sum < mostOfTexts/2 {
		t.Errorf("%d bytes of text were read, want at most %d", sum, mostOfTexts)
	}
}
