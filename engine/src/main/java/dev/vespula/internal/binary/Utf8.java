package dev.vespula.internal.binary;

/** The strict UTF-8 check: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
    private Utf8() {}

    static boolean isValid(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            int lead = bytes[at++];
            if (lead >= 0) {
                continue;
            }
            lead &= 0xFF;
            int following;
            int low = 0x80;
            int high = 0xBF;
            if (lead >= 0xC2 && lead <= 0xDF) {
                following = 1;
            } else if (lead >= 0xE0 && lead <= 0xEF) {
                following = 2;
                low = lead == 0xE0 ? 0xA0 : low;
                high = lead == 0xED ? 0x9F : high;
            } else if (lead >= 0xF0 && lead <= 0xF4) {
                following = 3;
                low = lead == 0xF0 ? 0x90 : low;
                high = lead == 0xF4 ? 0x8F : high;
            } else {
                return false;
            }
            if (end - at < following) {
                return false;
            }
            // The first following byte has a narrower range where a wider one would be overlong or out of Unicode.
            int second = bytes[at++] & 0xFF;
            if (second < low || second > high) {
                return false;
            }
            for (int k = 1; k < following; k++) {
                if ((bytes[at++] & 0xC0) != 0x80) {
                    return false;
                }
            }
        }
        return true;
    }
}
