package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.ByteReader;

/** Value types and type uses as text. */
final class TypeText {

    private static final int REF_NULL = 0x63;
    private static final int REF = 0x64;

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
            case 0x7F:
                return "i32";
            case 0x7E:
                return "i64";
            case 0x7D:
                return "f32";
            case 0x7C:
                return "f64";
            case 0x7B:
                return "v128";
            case 0x78:
                return "i8";
            case 0x77:
                return "i16";
            case REF_NULL:
                return "(ref null " + heapType(in) + ")";
            case REF:
                return "(ref " + heapType(in) + ")";
            default:
                return nullableName(code, at);
        }
    }

    /** Reads a heap type and gives its text. */
    String heapType(ByteReader in) {
        int at = in.position();
        long code = in.readS33();
        if (code >= 0) {
            return module.names().types.reference((int) code);
        }
        return switch ((int) code & 0x7F) {
            case 0x70 -> "func";
            case 0x6F -> "extern";
            case 0x6E -> "any";
            case 0x6D -> "eq";
            case 0x6C -> "i31";
            case 0x6B -> "struct";
            case 0x6A -> "array";
            case 0x69 -> "exn";
            case 0x71 -> "none";
            case 0x72 -> "noextern";
            case 0x73 -> "nofunc";
            case 0x74 -> "noexn";
            default -> throw new MalformedException("malformed heap type", at);
        };
    }

    private static String nullableName(int code, int at) {
        return switch (code) {
            case 0x70 -> "funcref";
            case 0x6F -> "externref";
            case 0x6E -> "anyref";
            case 0x6D -> "eqref";
            case 0x6C -> "i31ref";
            case 0x6B -> "structref";
            case 0x6A -> "arrayref";
            case 0x69 -> "exnref";
            case 0x71 -> "nullref";
            case 0x72 -> "nullexternref";
            case 0x73 -> "nullfuncref";
            case 0x74 -> "nullexnref";
            default -> throw new MalformedException("malformed value type", at);
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
