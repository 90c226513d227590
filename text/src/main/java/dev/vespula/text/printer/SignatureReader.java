package dev.vespula.text.printer;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;

/** Collects parameters and results of all function types from the type section. */
final class SignatureReader {

    private final TypeText types;

    SignatureReader(TypeText types) {
        this.types = types;
    }

    /** By type index; null for types that are not function types. */
    TypeText.Signature[] read(BinaryModule module) {
        TypeText.Signature[] signatures = new TypeText.Signature[module.model().typeCount()];
        ByteReader in = module.section(BinaryFormat.TYPE_SECTION);
        if (in == null) {
            return signatures;
        }
        in.readU32();
        for (int type = 0; type < signatures.length; type++) {
            if (in.peekByte() == BinaryFormat.REC) {
                in.skip(1);
                // The size of the group: its types follow as if they stood alone. Groups may be empty.
                in.readU32();
                type--;
                continue;
            }
            signatures[type] = readSubType(in);
        }
        return signatures;
    }

    private TypeText.Signature readSubType(ByteReader in) {
        int code = in.readByte();
        if (code == BinaryFormat.SUB || code == BinaryFormat.SUB_FINAL) {
            int supers = in.readU32();
            for (int i = 0; i < supers; i++) {
                in.readU32();
            }
            code = in.readByte();
        }
        switch (code) {
            case BinaryFormat.FUNC:
                return new TypeText.Signature(readTypes(in), readTypes(in));
            case BinaryFormat.STRUCT:
                int fields = in.readU32();
                for (int i = 0; i < fields; i++) {
                    types.mutableType(in);
                }
                return null;
            default:
                types.mutableType(in);
                return null;
        }
    }

    private String[] readTypes(ByteReader in) {
        String[] texts = new String[in.readU32()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = types.valType(in);
        }
        return texts;
    }
}
