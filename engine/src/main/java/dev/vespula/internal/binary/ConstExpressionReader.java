package dev.vespula.internal.binary;

import dev.vespula.Feature;
import java.util.ArrayList;
import java.util.List;

/** Reads constant expressions; whatever is no constant instruction is refused. */
final class ConstExpressionReader extends TypeReader {
    /** Is told the functions that expressions name, while a module is being decoded; else null. */
    private final ModuleModel decoding;

    /** A reader for a module that is being decoded. */
    ConstExpressionReader(ModuleModel decoding) {
        super(decoding, 0, 0);
        this.decoding = decoding;
    }

    ConstExpressionReader(ModuleModel module, int position) {
        super(module, position, module.bytes.length);
        this.decoding = null;
    }

    /** The expression from here on, without its {@code end}. */
    List<ConstInstruction> readAll() {
        List<ConstInstruction> instructions = new ArrayList<>(2);
        for (;;) {
            int offset = position;
            Opcode opcode = readOpcode();
            if (opcode == Opcode.END) {
                return instructions;
            }
            instructions.add(new ConstInstruction(opcode, readImmediate(opcode, offset), readSecond(opcode), offset));
        }
    }

    /** Passes over the expression. Returns where it begins. */
    int skipExpression() {
        int start = position;
        for (;;) {
            int offset = position;
            Opcode opcode = readOpcode();
            if (opcode == Opcode.END) {
                return start;
            }
            long immediate = readImmediate(opcode, offset);
            if (opcode == Opcode.REF_FUNC && decoding != null) {
                decoding.declare((int) immediate);
            }
            readSecond(opcode);
        }
    }

    private Opcode readOpcode() {
        int offset = position;
        int code = readByte();
        Opcode opcode = Opcode.ofIndex(code < BinaryFormat.FIRST_PREFIX ? code : readPrefixed(code));
        if (opcode == null || opcode.feature() != null && !has(opcode.feature())) {
            throw illegalOpcode(opcode, offset);
        }
        return opcode;
    }

    private long readSecond(Opcode opcode) {
        return opcode == Opcode.V128_CONST ? readFixed64() : opcode == Opcode.ARRAY_NEW_FIXED ? readU32() : 0;
    }

    private long readImmediate(Opcode opcode, int offset) {
        return switch (opcode) {
            case I32_CONST -> readS32();
            case I64_CONST -> readS64();
            case F32_CONST -> readFixed32();
            case F64_CONST, V128_CONST -> readFixed64();
            case GLOBAL_GET, REF_FUNC, STRUCT_NEW, STRUCT_NEW_DEFAULT, STRUCT_NEW_DESC, STRUCT_NEW_DEFAULT_DESC, ARRAY_NEW,
                    ARRAY_NEW_DEFAULT, ARRAY_NEW_FIXED ->
                readU32();
            case REF_NULL -> readHeapType();
            case REF_I31, ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> 0;
            case I32_ADD, I32_SUB, I32_MUL, I64_ADD, I64_SUB, I64_MUL -> {
                if (!has(Feature.EXTENDED_CONST)) {
                    throw ModuleError.NOT_CONSTANT.at(offset, opcode.mnemonic());
                }
                yield 0;
            }
            default -> throw ModuleError.NOT_CONSTANT.at(offset, opcode.mnemonic());
        };
    }
}
