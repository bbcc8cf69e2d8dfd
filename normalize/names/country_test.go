package names

import "testing"

func TestMisspeltCountry(t *testing.T) {
	for name, want := range map[string]string{
		"Khazakhstan": "KAZ", "Kazakastan": "KAZ", "Ukriane": "UKR", "Ukrainain": "UKR", "Eritirea": "ERI", "Peurto Rico": "PRI", "New Zeeland": "NZL",
		"Uzbekhistan": "UZB", "Phillipines": "PHL", "Switzerlnd": "CHE", "Armania": "ARM", "Columbia": "COL",
		// as they should be, too
		"Kazakhstan": "KAZ", "French": "FRA",
		// surnames, and nothing at all
		"Hollande": "", "Franco": "", "Armenta": "", "Germani": "", "Albani": "", "Romani": "", "Kenyon": "", "Turley": "", "Pollard": "", "Nordan": "",
		"Conway": "", "Bulgari": "", "Martin": "", "Angela Merkel": "", "Iran": "", "": "", "Kenneth Poland Smith Jones": "", "Chad Smith": "", "Paris": "",
	} {
		if got := MisspeltCountry(name); got != want {
			t.Errorf("%s is taken for %q, want %q", name, got, want)
		}
	}
}
