package dev.meridian.scheduling.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhoneNumbersTests {

    @Test
    void toleratesLinesWithoutNumber() {
        assertThat(PhoneNumbers.e164("anonymous")).isEmpty();
        assertThat(PhoneNumbers.e164("")).isEmpty();
        assertThat(PhoneNumbers.e164(null)).isEmpty();
        assertThat(PhoneNumbers.e164("+1 213-777-1234")).contains("+12137771234");
    }

    @Test
    void readsNationalNumbersByTheLineTheyWereSaidOn() {
        assertThat(PhoneNumbers.said("(213) 777-1234", "+14155550100")).contains("+12137771234");
        assertThat(PhoneNumbers.said("1 213 777 1234", "+14155550100")).contains("+12137771234");
        assertThat(PhoneNumbers.said("213-777-1234", null)).contains("2137771234");
        assertThat(PhoneNumbers.said("98765 43210", "+919876500000")).contains("9876543210");
        assertThat(PhoneNumbers.said("+91 98765 43210", null)).contains("+919876543210");
    }

    @Test
    void knowsTheWaysANumberMayHaveBeenWrittenDown() {
        for (String given :
                new String[] {"+1 (213) 777-1234", "12137771234", "213.777.1234", " 12137771234", "0012137771234"}) {
            assertThat(PhoneNumbers.spellings(given)).contains("+12137771234", "12137771234", "2137771234");
        }
        assertThat(PhoneNumbers.spellings("919876543210")).containsExactlyInAnyOrder("+919876543210", "919876543210");
        assertThat(PhoneNumbers.spellings("+91 98765 43210"))
                .containsExactlyInAnyOrder("+919876543210", "919876543210", "9876543210");
        assertThat(PhoneNumbers.spellings("this one")).isEmpty();
    }

    @Test
    void keepsOneSpellingOfALine() {
        for (String given : new String[] {
            "+1 (213) 777-1234", "12137771234", "213.777.1234", " 1-213-777-1234", "0012137771234", "(213) 777 1234"
        }) {
            assertThat(PhoneNumbers.canonical(given)).as(given).contains("+12137771234");
        }
        assertThat(PhoneNumbers.canonical("919876543210")).contains("+919876543210");
        assertThat(PhoneNumbers.canonical("+15550001234")).contains("+15550001234");
    }

    @Test
    void leavesOutWhatIsDialledWithinACountryOnly() {
        for (String given : new String[] {"+44 (0)20 7946 0958", "0044 20 7946 0958", "+44 20 7946 0958"}) {
            assertThat(PhoneNumbers.canonical(given)).as(given).contains("+442079460958");
            assertThat(PhoneNumbers.spellings(given)).as(given).contains("+442079460958");
        }
        assertThat(PhoneNumbers.e164("+44 (0)20 7946 0958")).contains("+442079460958");
        assertThat(PhoneNumbers.said("+44 (0)20 7946 0958", null)).contains("+442079460958");
        // In Italy the zero is part of the number.
        assertThat(PhoneNumbers.canonical("+39 06 6982 1234")).contains("+390669821234");
    }

    @Test
    void knowsTheLineItWasSaidOn() {
        assertThat(PhoneNumbers.said("020 7946 0958", "+442079460958")).contains("+442079460958");
        assertThat(PhoneNumbers.said("98765 00000", "+919876500000")).contains("+919876500000");
        assertThat(PhoneNumbers.said("020 7946 0959", "+442079460958")).contains("02079460959");
    }

    @Test
    void guessesNoCountry() {
        // An Indian mobile number; no area code of North America begins like this.
        assertThat(PhoneNumbers.canonical("98765 43210")).contains("9876543210");
        assertThat(PhoneNumbers.canonical("555-000-1234")).contains("5550001234");
        assertThat(PhoneNumbers.canonical("my mother's")).isEmpty();
        assertThat(PhoneNumbers.canonical("911")).isEmpty();
    }

    @Test
    void foldsTheCaseOfAddresses() {
        assertThat(EmailAddresses.folded(" Ada@Example.ORG ")).isEqualTo("ada@example.org");
    }

    @Test
    void readsNothingIntoWords() {
        assertThat(PhoneNumbers.said("this one", "+14155550100")).isEmpty();
        assertThat(PhoneNumbers.said("911", null)).isEmpty();
    }
}
