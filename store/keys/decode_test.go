package keys

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"
)

// written puts a content in its envelope.
func written(inner string) string {
	sum := sha256.Sum256([]byte(inner))
	return fmt.Sprintf(`{"sum":"%s","keys":%s}`+"\n", hex.EncodeToString(sum[:]), inner)
}

// inner takes it out again.
func inner(data string) string {
	_, after, _ := strings.Cut(data, `"keys":`)
	return strings.TrimSuffix(after, "}\n")
}

// Every single bit of the file counts, and so does every byte at its end.
func TestEveryBit(t *testing.T) {
	keyring.MockInit()
	k, r, _ := protected(t, "store", 1)
	if err := k.Keyring(entropy(3), r, true); err != nil {
		t.Fatal(err)
	}
	must2[Root](t)(k.Add(entropy(4)))
	data := must2[[]byte](t)(k.encode())
	for i := range 8 * len(data) {
		data[i/8] ^= 1 << (i % 8)
		if _, err := decode(data); !errors.Is(err, ErrDamaged) {
			t.Errorf("bit %d of byte %d, %q: %v", i%8, i/8, data[i/8], err)
		}
		data[i/8] ^= 1 << (i % 8)
	}
	for i := range data {
		if _, err := decode(data[:i]); !errors.Is(err, ErrDamaged) {
			t.Errorf("cut to %d bytes: %v", i, err)
		}
	}
	if _, err := decode(data); err != nil {
		t.Error(err)
	}
}

// What has the right checksum and yet cannot be is damaged, however it came about.
func TestHostile(t *testing.T) {
	k, r, _ := protected(t, "store", 1)
	k.entry(r.ID).Passphrase.Cost = floor
	good := inner(string(must2[[]byte](t)(k.encode())))
	if _, err := decode([]byte(written(good))); err != nil {
		t.Fatal(err)
	}
	id := string(r.ID)
	for old, replaced := range map[string]string{
		`"memory":65536`:    `"memory":1048577`,
		`"memory":6553`:     `"memory":-6553`,
		`"time":3`:          `"time":65`,
		`"time":3,`:         `"time":0,`,
		`"threads":4`:       `"threads":0`,
		`"threads":4,`:      `"threads":256,`,
		`"version":1`:       `"version":0`,
		`"version":`:        `"Version":`,
		`"store":"store"`:   `"store":""`,
		`"store":"sto`:      `"store":"sto re`,
		`"serial":0`:        `"serial":9007199254740992`,
		`"idle":600`:        `"idle":-1`,
		`"idle":60`:         `"idle":6000000`,
		`"idle":6`:          `"idle": 6`,
		`"id":"` + id:       `"id":"` + strings.ToUpper(id) + "x",
		`"id":"` + id + `"`: `"id":""`,
		`"entries":[`:       `"entries":[{"id":"00000000","check":"AAAAAAAAAAAAAAAAAAAAAA=="},`,
		`"check":`:          `"file":"AAAA","check":`,
		`,"passphrase":{`:   `,"file":"` + strings.Repeat("A", 43) + `=","passphrase":{`,
		`"check":"`:         `"check":"AAAA`,
		`"salt":"`:          `"salt":"AAAA`,
		`"sealed":"`:        `"sealed":"AAAA`,
		`"passphrase":{`:    `"passphrase":null,"x":{`,
		`,"recovery":`:      `,"keyring":`,
		`}]}`:               `}],"more":1}`,
		`]}`:                `]}` + ` `,
	} {
		bad := strings.Replace(good, old, replaced, 1)
		if bad == good {
			t.Errorf("%s is not there", old)
		}
		if _, err := decode([]byte(written(bad))); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", replaced, err)
		}
	}
	whole := strings.Replace(good, `"entries":[`, `"entries":[`+strings.TrimSuffix(good[strings.Index(good, `[`)+1:], `]}`)+",", 1)
	if _, err := decode([]byte(written(whole))); !errors.Is(err, ErrDamaged) {
		t.Errorf("the same entry twice: %v", err)
	}
	for _, bad := range []string{"", "{}", "null", "[]", written("null"), written("[]"), written("{}"), written(good) + " ", " " + written(good), written(good) + written(good)} {
		if _, err := decode([]byte(bad)); !errors.Is(err, ErrDamaged) {
			t.Errorf("%.40q: %v", bad, err)
		}
	}
}

// Whatever is accepted is what would be written, and can be asked for its keys
// without harm.
func FuzzDecode(f *testing.F) {
	keyring.MockInit()
	k, r := open(f, "store", 1)
	data := must2[[]byte](f)(k.encode())
	f.Add(inner(string(data)))
	must2[string](f)(k.Protect(entropy(2), r, right))
	f.Add(inner(string(must2[[]byte](f)(k.encode()))))
	f.Add(`{"version":2}`)
	f.Fuzz(func(t *testing.T, content string) {
		for _, data := range []string{content, written(content)} {
			k, err := decode([]byte(data))
			if err != nil {
				if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
					t.Error(err)
				}
				continue
			}
			same, err := k.encode()
			if err != nil || !bytes.Equal(same, []byte(data)) {
				t.Errorf("%v\n%s\n%s", err, data, same)
			}
			for _, id := range k.IDs() {
				if _, err := k.Open(id, ""); err != nil && !errors.Is(err, ErrLocked) && !errors.Is(err, ErrDamaged) {
					t.Error(err)
				}
			}
		}
	})
}
