package dev.vespula.internal.builtins;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.limits.Growth;
import dev.vespula.internal.objects.ArrayI8;
import dev.vespula.internal.objects.ArrayObject;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;

/** The functions of {@code wasm:text-encoder}, as {@link JsString}. */
final class TextEncoding {
    private static final char REPLACEMENT = '\uFFFD';

    private TextEncoding() {}

    static int measureStringAsUTF8(HostFunctionInstance function, Object string) {
        String text = Texts.of(string);
        Texts.chargeRead(function, text.length());
        return length(text);
    }

    static int encodeStringIntoUTF8Array(HostFunctionInstance function, Object string, Object array, int start) {
        byte[] bytes = bytes(array);
        String text = Texts.of(string);
        Texts.chargeRead(function, text.length());
        int length = length(text);
        if (Integer.toUnsignedLong(start) + Integer.toUnsignedLong(length) > bytes.length) {
            throw ArrayObject.outOfBounds();
        }
        write(text, bytes, start);
        return length;
    }

    static Object encodeStringToUTF8Array(HostFunctionInstance function, Object string) {
        String text = Texts.of(string);
        int length = length(text);
        ObjectType type = function.store.engine.objectType(HeapTypes.id(ValTypes.heap(function.signature.results[0])));
        function.store.spend(ArrayObject.heapBytes(type, length));
        Texts.chargeRead(function, text.length());
        ArrayI8 array = (ArrayI8) ArrayObject.make(function.store, type, length, Growth.BY_WASM);
        write(text, array.items, 0);
        return array;
    }

    static byte[] bytes(Object array) {
        if (array == null) {
            throw new Trap(TrapCode.NULL_REFERENCE);
        }
        return ((ArrayI8) array).items;
    }

    /** As unsigned number, which it always fits: three bytes of a code unit are the most. */
    private static int length(String text) {
        long length = 0;
        for (int k = 0; k < text.length(); k++) {
            char unit = text.charAt(k);
            if (Character.isHighSurrogate(unit) && k + 1 < text.length() && Character.isLowSurrogate(text.charAt(k + 1))) {
                length += 4;
                k++;
            } else {
                length += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
            }
        }
        if (length > 0xFFFF_FFFFL) {
            throw new Trap(TrapCode.OUT_OF_SYSTEM_MEMORY);
        }
        return (int) length;
    }

    private static void write(String text, byte[] bytes, int start) {
        int at = start;
        for (int k = 0; k < text.length(); k++) {
            int point = text.codePointAt(k);
            if (point < 0x80) {
                bytes[at++] = (byte) point;
                continue;
            }
            if (Character.isSupplementaryCodePoint(point)) {
                k++;
                bytes[at++] = (byte) (0xF0 | point >> 18);
                bytes[at++] = (byte) (0x80 | point >> 12 & 0x3F);
            } else if (point < 0x800) {
                bytes[at++] = (byte) (0xC0 | point >> 6);
                bytes[at++] = (byte) (0x80 | point & 0x3F);
                continue;
            } else {
                point = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? REPLACEMENT : point;
                bytes[at++] = (byte) (0xE0 | point >> 12);
            }
            bytes[at++] = (byte) (0x80 | point >> 6 & 0x3F);
            bytes[at++] = (byte) (0x80 | point & 0x3F);
        }
    }
}
