package dev.vespula.internal.builtins;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.objects.ArrayI16;
import dev.vespula.internal.objects.ArrayObject;
import dev.vespula.internal.runtime.HostFunctionInstance;

/**
 * The functions of {@code wasm:js-string}. Indices are unsigned. All names are those of the functions: {@link Builtin} finds them by
 * these. Those that charge take the function first.
 */
final class JsString {
    private static final int MOST_KEPT = 1 << 7;
    private static final String[] SINGLE = new String[MOST_KEPT];

    static {
        for (int unit = 0; unit < MOST_KEPT; unit++) {
            SINGLE[unit] = String.valueOf((char) unit).intern();
        }
    }

    private JsString() {}

    static Object cast(Object value) {
        return Texts.of(value);
    }

    static int test(Object value) {
        return value instanceof String ? 1 : 0;
    }

    static Object fromCharCodeArray(HostFunctionInstance function, Object array, int start, int end) {
        short[] units = units(array);
        if (Integer.compareUnsigned(start, end) > 0 || Integer.compareUnsigned(end, units.length) > 0) {
            throw ArrayObject.outOfBounds();
        }
        int length = end - start;
        Texts.chargeMade(function, length);
        try {
            char[] copy = new char[length];
            for (int k = 0; k < length; k++) {
                copy[k] = (char) units[start + k];
            }
            return new String(copy);
        } catch (OutOfMemoryError e) {
            throw Texts.exhausted();
        }
    }

    static int intoCharCodeArray(HostFunctionInstance function, Object string, Object array, int start) {
        short[] units = units(array);
        String text = Texts.of(string);
        int length = text.length();
        if (Integer.toUnsignedLong(start) + length > units.length) {
            throw ArrayObject.outOfBounds();
        }
        Texts.chargeRead(function, length);
        for (int k = 0; k < length; k++) {
            units[start + k] = (short) text.charAt(k);
        }
        return length;
    }

    private static short[] units(Object array) {
        if (array == null) {
            throw new Trap(TrapCode.NULL_REFERENCE);
        }
        return ((ArrayI16) array).items;
    }

    static Object fromCharCode(HostFunctionInstance function, int unit) {
        return single(function, (char) unit);
    }

    static Object fromCodePoint(HostFunctionInstance function, int point) {
        if (!Character.isValidCodePoint(point)) {
            throw new Trap(TrapCode.INVALID_CODE_POINT);
        }
        if (Character.isBmpCodePoint(point)) {
            return single(function, (char) point);
        }
        Texts.chargeMade(function, Character.charCount(point));
        try {
            return Character.toString(point);
        } catch (OutOfMemoryError e) {
            throw Texts.exhausted();
        }
    }

    private static String single(HostFunctionInstance function, char unit) {
        Texts.chargeMade(function, 1);
        if (unit < MOST_KEPT) {
            return SINGLE[unit];
        }
        try {
            return String.valueOf(unit);
        } catch (OutOfMemoryError e) {
            throw Texts.exhausted();
        }
    }

    static int charCodeAt(Object string, int index) {
        String text = Texts.of(string);
        if (Integer.compareUnsigned(index, text.length()) >= 0) {
            throw Texts.outOfBounds();
        }
        return text.charAt(index);
    }

    static int codePointAt(Object string, int index) {
        String text = Texts.of(string);
        if (Integer.compareUnsigned(index, text.length()) >= 0) {
            throw Texts.outOfBounds();
        }
        return text.codePointAt(index);
    }

    static int length(Object string) {
        return Texts.of(string).length();
    }

    static Object concat(HostFunctionInstance function, Object first, Object second) {
        String left = Texts.of(first);
        String right = Texts.of(second);
        if (right.isEmpty()) {
            return left;
        }
        if (left.isEmpty()) {
            return right;
        }
        Texts.chargeMade(function, (long) left.length() + right.length());
        try {
            return left.concat(right);
        } catch (OutOfMemoryError e) {
            throw Texts.exhausted();
        }
    }

    static Object substring(HostFunctionInstance function, Object string, int start, int end) {
        String text = Texts.of(string);
        int length = text.length();
        if (Integer.compareUnsigned(start, end) > 0 || Integer.compareUnsigned(start, length) > 0) {
            return "";
        }
        int last = Integer.compareUnsigned(end, length) > 0 ? length : end;
        if (start == 0 && last == length) {
            return text;
        }
        Texts.chargeMade(function, last - start);
        try {
            return text.substring(start, last);
        } catch (OutOfMemoryError e) {
            throw Texts.exhausted();
        }
    }

    static int equals(HostFunctionInstance function, Object first, Object second) {
        String left = first == null ? null : Texts.of(first);
        String right = second == null ? null : Texts.of(second);
        if (left == null || right == null || left.length() != right.length()) {
            return left == null && right == null ? 1 : 0;
        }
        Texts.chargeRead(function, left.length());
        return left.equals(right) ? 1 : 0;
    }

    static int compare(HostFunctionInstance function, Object first, Object second) {
        String left = Texts.of(first);
        String right = Texts.of(second);
        Texts.chargeRead(function, Math.min(left.length(), right.length()));
        return Integer.signum(left.compareTo(right));
    }
}
