package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;

/** Value types and type uses as text. */
final class TypeText {

    private final BinaryModule module;
    private final Signature[] signatures;

    TypeText(BinaryModule module) {
        this.module = module;
        this.signatures = new SignatureReader(this).read(module);
    }

    // Value types ----------------------------------------------------------------------------------------------------

    /** Reads a value or storage type and gives its text. */
    String valType(ByteReader in) {
        int at = in.position();
        int code = in.readByte();
        switch (code) {
            case BinaryFormat.REF_NULL:
                return "(ref null " + heapType(in) + ")";
            case BinaryFormat.REF:
                return "(ref " + heapType(in) + ")";
            default:
                int heap = BinaryFormat.abstractHeap(code);
                if (heap >= 0) {
                    return nullableName(heap);
                }
                int type = BinaryFormat.numberType(code);
                if (!ValTypes.isNumber(type) && !ValTypes.isPacked(type)) {
                    throw new MalformedException("malformed value type", at);
                }
                return ValTypes.name(type);
        }
    }

    /** Reads a heap type and gives its text. */
    String heapType(ByteReader in) {
        int at = in.position();
        long code = in.readS33();
        if (code >= 0) {
            return module.names().types.reference((int) code);
        }
        int heap = BinaryFormat.abstractHeap((int) code & 0x7F);
        if (heap < 0) {
            throw new MalformedException("malformed heap type", at);
        }
        return HeapTypes.name(heap);
    }

    private static String nullableName(int heap) {
        return switch (heap) {
            case HeapTypes.NONE -> "nullref";
            case HeapTypes.NOEXTERN, HeapTypes.NOFUNC, HeapTypes.NOEXN -> "null" + HeapTypes.name(heap).substring(2) + "ref";
            default -> HeapTypes.name(heap) + "ref";
        };
    }

    /** {@code (mut t)} or just {@code t}. */
    String mutableType(ByteReader in) {
        String type = valType(in);
        return in.readByte() == 1 ? "(mut " + type + ")" : type;
    }

    /**
     * {@code (type x)} with the signature behind it, parameters with their names. A long one without names is left out: a
     * use takes two bytes of the binary.
     */
    String use(int type, Names locals) {
        StringBuilder text = new StringBuilder("(type ").append(module.names().types.reference(type)).append(')');
        Signature signature = type >= 0 && type < signatures.length ? signatures[type] : null;
        if (signature == null || signature.isLong() && (locals == null || !locals.isAnyNamed(signature.params().length))) {
            return text.toString();
        }
        boolean open = false;
        for (int i = 0; i < signature.params().length; i++) {
            boolean named = locals != null && locals.isNamed(i);
            if (open && named) {
                text.append(')');
                open = false;
            }
            if (!open) {
                text.append(" (param");
                open = true;
            }
            text.append(named ? locals.bare(i) : "").append(' ').append(signature.params()[i]);
            if (named) {
                text.append(')');
                open = false;
            }
        }
        text.append(open ? ")" : "");
        if (signature.results().length > 0) {
            text.append(" (result ").append(String.join(" ", signature.results())).append(')');
        }
        return text.toString();
    }

    /** Parameters and results of a function type as texts. */
    record Signature(String[] params, String[] results) {

        private static final int LONG = 24;

        boolean isLong() {
            return params.length + results.length > LONG;
        }
    }
}
