package dev.vespula.component.internal.adapt;

import dev.vespula.Func;
import dev.vespula.HostArgs;
import dev.vespula.Memory;
import dev.vespula.Store;
import dev.vespula.component.internal.abi.GuestStrings;
import dev.vespula.component.internal.abi.Meter;
import dev.vespula.types.FuncType;
import dev.vespula.types.NumType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the host does with strings that go from one memory to another: see {@link StringStep}. */
final class StringSteps {
    private static final FuncType TYPE = new FuncType(List.of(NumType.I32, NumType.I32, NumType.I32), List.of(NumType.I32));
    private static final long UNSIGNED = 0xFFFF_FFFFL;

    private final Store<?> store;
    private final Memory from;
    private final Memory to;

    StringSteps(Store<?> store, Memory from, Memory to) {
        this.store = store;
        this.from = from;
        this.to = to;
    }

    /** The function that adapters import. */
    Func function(StringStep step) {
        return Func.of(store, TYPE, (caller, args) -> args.result(0, run(step, args)));
    }

    private int run(StringStep step, HostArgs args) {
        long source = args.i32(0) & UNSIGNED;
        long units = args.i32(1) & UNSIGNED;
        long target = args.i32(2) & UNSIGNED;
        return switch (step) {
            case CHECK_UTF8 -> checkUtf8(bytes(source, units));
            case CHECK_UTF16 -> GuestStrings.isLatin1(utf16(source, units)) ? 1 : 0;
            case UTF8_TO_UTF16 -> toUtf16(utf8(source, units), target);
            case UTF8_TO_LATIN1 -> toLatin1(utf8(source, units), target);
            case UTF16_ASCII -> ascii(utf16(source, units), target);
            case UTF16_TO_UTF8 -> toUtf8(utf16(source, units), target);
            case UTF16_TO_LATIN1 -> toLatin1(utf16(source, units), target);
            case LATIN1_ASCII -> ascii(latin1(source, units), target);
            case LATIN1_TO_UTF8 -> toUtf8(latin1(source, units), target);
            case LATIN1_TO_UTF16 -> toUtf16(latin1(source, units), target);
        };
    }

    // ---- reading

    private byte[] bytes(long address, long length) {
        // What is read, and what is made of it.
        new Meter(store).limit(2 * length);
        return from.read(address, (int) length);
    }

    private static int checkUtf8(byte[] bytes) {
        if (!GuestStrings.isAscii(bytes)) {
            GuestStrings.utf8(bytes);
        }
        return 0;
    }

    private String utf8(long address, long length) {
        return GuestStrings.utf8(bytes(address, length));
    }

    private String utf16(long address, long units) {
        return GuestStrings.utf16(bytes(address, 2 * units));
    }

    private String latin1(long address, long length) {
        return new String(bytes(address, length), StandardCharsets.ISO_8859_1);
    }

    // ---- writing

    private int toUtf8(String text, long target) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.write(target, bytes);
        return bytes.length;
    }

    private int toUtf16(String text, long target) {
        to.write(target, text.getBytes(StandardCharsets.UTF_16LE));
        return text.length();
    }

    private int toLatin1(String text, long target) {
        if (!GuestStrings.isLatin1(text)) {
            return -1;
        }
        to.write(target, text.getBytes(StandardCharsets.ISO_8859_1));
        return text.length();
    }

    private int ascii(String text, long target) {
        int length = 0;
        while (length < text.length() && text.charAt(length) < 0x80) {
            length++;
        }
        to.write(target, text.substring(0, length).getBytes(StandardCharsets.ISO_8859_1));
        return length;
    }
}
