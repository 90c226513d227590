package dev.vespula.internal.builtins;

import dev.vespula.internal.objects.ArrayObject;
import dev.vespula.internal.runtime.HostFunctionInstance;
import java.nio.charset.StandardCharsets;

/** The function of {@code wasm:text-decoder}, as {@link JsString}. */
final class TextDecoding {
    private static final char REPLACEMENT = '\uFFFD';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextDecoding() {}

    static Object decodeStringFromUTF8Array(HostFunctionInstance function, Object array, int start, int end) {
        byte[] bytes = TextEncoding.bytes(array);
        if (Integer.compareUnsigned(start, end) > 0 || Integer.compareUnsigned(end, bytes.length) > 0) {
            throw ArrayObject.outOfBounds();
        }
        Texts.chargeMade(function, end - start);
        try {
            String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            // Java has one replacement for an encoded surrogate, the Encoding standard one for each of its bytes.
            text = text.indexOf(REPLACEMENT) < 0 ? text : replacing(bytes, start, end);
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (OutOfMemoryError e) {
            throw Texts.exhausted();
        }
    }

    /** The longest beginnings of what could be a code point become one replacement each, as all other bytes do. */
    private static String replacing(byte[] bytes, int start, int end) {
        StringBuilder text = new StringBuilder();
        int at = start;
        while (at < end) {
            int lead = bytes[at++] & 0xFF;
            int more = lead < 0x80 ? 0 : lead < 0xC2 ? -1 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : -1;
            int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
            int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
            int point = more <= 0 ? lead : lead & 0x3F >> more;
            while (more > 0 && at < end && (bytes[at] & 0xFF) >= low && (bytes[at] & 0xFF) <= high) {
                point = point << 6 | bytes[at++] & 0x3F;
                more--;
                low = 0x80;
                high = 0xBF;
            }
            text.appendCodePoint(more == 0 ? point : REPLACEMENT);
        }
        return text.toString();
    }
}
