package dev.meridian.gateway.caller;

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
        assertThat(PhoneNumbers.spellings("this one")).isEmpty();
    }

    @Test
    void readsNothingIntoWords() {
        assertThat(PhoneNumbers.said("this one", "+14155550100")).isEmpty();
        assertThat(PhoneNumbers.said("911", null)).isEmpty();
    }
}
