package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.text.syntax.FloatFormat;
import dev.vespula.text.syntax.IndexImmediates;
import java.util.List;

/**
 * Plain instructions with their immediates as text. How many operands and results the last one has can be asked for
 * afterwards; that only shapes folded text, so an instruction that does not validate may count as having none.
 */
final class ImmediateText {
    private static final int SHUFFLE_LANES = 16;

    private final BinaryModule module;
    private final TypeText types;
    private final OpenBlocks labels;
    private final Names locals;
    private final StringBuilder text = new StringBuilder();
    private int operands;
    private int results;

    /**
     * @param locals the function's locals; {@link Names#NONE} in a constant expression
     */
    ImmediateText(BinaryModule module, TypeText types, OpenBlocks labels, Names locals) {
        this.module = module;
        this.types = types;
        this.labels = labels;
        this.locals = locals;
    }

    int operands() {
        return operands;
    }

    int results() {
        return results;
    }

    /** Mnemonic and immediates of the instruction whose opcode has been read. */
    String read(Opcode opcode, ByteReader in) {
        text.setLength(0);
        text.append(opcode.mnemonic());
        setArity(opcode);
        switch (opcode.immediates()) {
            case NONE -> {}
            case FENCE -> in.readByte();
            case LABEL, LOCAL, GLOBAL, FUNC, TYPE, TAG, ELEM, DATA, TABLE, TABLE_TABLE, TYPE_TYPE, TYPE_DATA, TYPE_ELEM,
                    TYPE_TAG ->
                readIndices(opcode, in);
            case LABEL_TABLE -> readLabelTable(in);
            case CALL_INDIRECT -> readCallIndirect(opcode, in);
            case SELECT_TYPES -> readSelectTypes(in);
            case ELEM_TABLE -> {
                int elem = in.readU32();
                word(module.names(Space.TABLE).reference(in.readU32()));
                word(module.names(Space.ELEMENT).reference(elem));
            }
            case DATA_MEMORY -> {
                int data = in.readU32();
                memory(in.readU32());
                word(module.names(Space.DATA).reference(data));
            }
            case MEMORY -> memory(in.readU32());
            case MEMORY_MEMORY -> readMemoryPair(in);
            case MEMARG -> readMemoryArgument(opcode, in);
            case MEMARG_LANE -> {
                readMemoryArgument(opcode, in);
                word(in.readByte());
            }
            case LANE -> word(in.readByte());
            case SHUFFLE -> {
                for (int i = 0; i < SHUFFLE_LANES; i++) {
                    word(in.readByte());
                }
            }
            case I32 -> word(in.readS32());
            case I64 -> word(in.readS64());
            case F32 -> word(FloatFormat.F32.text(in.readFixed32()));
            case F64 -> word(FloatFormat.F64.text(in.readFixed64()));
            case V128 -> {
                word("i32x4");
                for (int i = 0; i < 4; i++) {
                    word(String.format("0x%08x", in.readFixed32()));
                }
            }
            case HEAP_TYPE -> readHeapType(opcode, in);
            case CAST_BRANCH -> readCastBranch(opcode, in);
            case TYPE_FIELD -> {
                int type = in.readU32();
                word(module.names(Space.TYPE).reference(type));
                word(module.field(type, in.readU32()));
            }
            case TYPE_COUNT -> {
                word(module.names(Space.TYPE).reference(in.readU32()));
                int count = in.readU32();
                arity(count, 1);
                word(Integer.toUnsignedString(count));
            }
            case RESUME, RESUME_THROW -> {
                int type = in.readU32();
                word(module.names(Space.TYPE).reference(type));
                int tag = opcode == Opcode.RESUME_THROW ? in.readU32() : -1;
                if (tag >= 0) {
                    word(module.names(Space.TAG).reference(tag));
                }
                arity(switch (opcode) {
                    case RESUME -> module.continued(type).params() + 1;
                    case RESUME_THROW -> module.paramCount(tagType(tag)) + 1;
                    default -> 2;
                }, module.continued(type).results());
                text.append(onClauses(in));
            }
            case BLOCK, TRY_TABLE -> throw new IllegalStateException("not a plain instruction: " + opcode);
        }
        return text.toString();
    }

    /** The clauses of a {@code try_table}, each with a blank before it. */
    String catchClauses(ByteReader in) {
        StringBuilder clauses = new StringBuilder();
        int count = in.readU32();
        for (int i = 0; i < count; i++) {
            int kind = in.readByte();
            clauses.append(" (").append(switch (kind) {
                case BinaryFormat.CATCH -> "catch ";
                case BinaryFormat.CATCH_REF -> "catch_ref ";
                case BinaryFormat.CATCH_ALL -> "catch_all ";
                case BinaryFormat.CATCH_ALL_REF -> "catch_all_ref ";
                default -> throw new MalformedException("malformed catch clause", in.position() - 1);
            });
            if (kind < BinaryFormat.CATCH_ALL) {
                clauses.append(module.names(Space.TAG).reference(in.readU32())).append(' ');
            }
            clauses.append(labels.reference(in.readU32())).append(')');
        }
        return clauses.toString();
    }

    private String onClauses(ByteReader in) {
        StringBuilder clauses = new StringBuilder();
        int count = in.readU32();
        for (int i = 0; i < count; i++) {
            int kind = in.readByte();
            if (kind > BinaryFormat.ON_SWITCH) {
                throw new MalformedException("malformed on clause", in.position() - 1);
            }
            clauses.append(" (on ").append(module.names(Space.TAG).reference(in.readU32())).append(' ')
                    .append(kind == BinaryFormat.ON_SWITCH ? "switch" : labels.reference(in.readU32())).append(')');
        }
        return clauses.toString();
    }

    private void setArity(Opcode opcode) {
        if (opcode.hasSignature()) {
            int colon = opcode.signature().indexOf(':');
            arity(colon, opcode.signature().length() - colon - 1);
        } else {
            arity(operands(opcode), results(opcode));
        }
        if (opcode == Opcode.RETURN) {
            operands = labels.arity(labels.depth() - 1);
        }
    }

    private void readIndices(Opcode opcode, ByteReader in) {
        List<Space> spaces = IndexImmediates.of(opcode.immediates());
        int first = 0;
        int last = 0;
        for (int k = 0; k < spaces.size(); k++) {
            last = in.readU32();
            first = k == 0 ? last : first;
            word(reference(spaces.get(k), last));
        }
        setArity(opcode, first, last);
    }

    private String reference(Space space, int index) {
        return switch (space) {
            case LABEL -> labels.reference(index);
            case LOCAL -> locals.reference(index);
            default -> module.names(space).reference(index);
        };
    }

    /** Arity of instructions that take as much as a label carries, a function or its type takes, a struct has. */
    private void setArity(Opcode opcode, int index, int second) {
        switch (opcode) {
            case SUSPEND -> arity(module.paramCount(tagType(index)), module.resultCount(tagType(index)));
            case CONT_BIND -> arity(Math.max(module.continued(index).params() - module.continued(second).params(), 0) + 1, 1);
            case SWITCH -> arity(Math.max(module.continued(index).params(), 1), module.switchedResults(index));
            case BR -> arity(labels.arity(index), 0);
            case BR_IF -> arity(labels.arity(index) + 1, labels.arity(index));
            case BR_ON_NULL -> arity(labels.arity(index) + 1, labels.arity(index) + 1);
            case BR_ON_NON_NULL -> arity(labels.arity(index), Math.max(labels.arity(index) - 1, 0));
            case RETHROW, DELEGATE -> arity(0, 0);
            case CALL, RETURN_CALL -> {
                int type = functionType(index);
                if (type >= 0) {
                    arity(module.paramCount(type), opcode == Opcode.CALL ? module.resultCount(type) : 0);
                }
            }
            case CALL_REF -> arity(module.paramCount(index) + 1, module.resultCount(index));
            case RETURN_CALL_REF -> arity(module.paramCount(index) + 1, 0);
            case THROW, CATCH -> arity(module.paramCount(tagType(index)), 0);
            case STRUCT_NEW -> arity(module.type(index) == null ? 0 : module.type(index).fieldCount(), 1);
            case STRUCT_NEW_DESC -> arity(module.type(index) == null ? 0 : module.type(index).fieldCount() + 1, 1);
            default -> {}
        }
    }

    /** A type's index, -1 where there is no such function. */
    private int functionType(int function) {
        boolean known = function >= 0 && function < module.model().functionCount();
        return known ? module.model().functionType(function) : -1;
    }

    private int tagType(int tag) {
        return tag >= 0 && tag < module.model().tagCount() ? module.model().tagType(tag) : -1;
    }

    private void readLabelTable(ByteReader in) {
        int count = in.readU32();
        int last = 0;
        for (int i = 0; i <= count; i++) {
            last = in.readU32();
            word(labels.reference(last));
        }
        arity(labels.arity(last) + 1, 0);
    }

    private void readCallIndirect(Opcode opcode, ByteReader in) {
        int type = in.readU32();
        int table = in.readU32();
        arity(module.paramCount(type) + 1, opcode == Opcode.CALL_INDIRECT ? module.resultCount(type) : 0);
        if (table != 0 || module.names(Space.TABLE).hasIdentifier(0)) {
            word(module.names(Space.TABLE).reference(table));
        }
        word("(type " + module.names(Space.TYPE).reference(type) + ")");
    }

    private void readSelectTypes(ByteReader in) {
        int count = in.readU32();
        text.append(" (result");
        for (int i = 0; i < count; i++) {
            word(types.valType(in));
        }
        text.append(')');
    }

    private void readMemoryPair(ByteReader in) {
        int to = in.readU32();
        int from = in.readU32();
        if (to != 0 || from != 0) {
            word(module.names(Space.MEMORY).reference(to));
            word(module.names(Space.MEMORY).reference(from));
        }
    }

    private void readMemoryArgument(Opcode opcode, ByteReader in) {
        int alignment = in.readU32();
        int index = (alignment & BinaryFormat.HAS_MEMORY) != 0 ? in.readU32() : 0;
        int exponent = alignment & ~BinaryFormat.HAS_MEMORY;
        memory(index);
        long offset = in.readU64();
        if (offset != 0) {
            word("offset=" + Long.toUnsignedString(offset));
        }
        if (exponent != opcode.naturalAlignment()) {
            word("align=" + Long.toUnsignedString(1L << exponent));
        }
    }

    private void readHeapType(Opcode opcode, ByteReader in) {
        String heap = types.heapType(in);
        switch (opcode) {
            case REF_TEST, REF_CAST, REF_CAST_DESC_EQ -> word("(ref " + heap + ")");
            case REF_TEST_NULL, REF_CAST_NULL, REF_CAST_DESC_EQ_NULL -> word("(ref null " + heap + ")");
            default -> word(heap);
        }
    }

    private void readCastBranch(Opcode opcode, ByteReader in) {
        int flags = in.readByte();
        int label = in.readU32();
        word(labels.reference(label));
        word(((flags & 1) != 0 ? "(ref null " : "(ref ") + types.heapType(in) + ")");
        word(((flags & 2) != 0 ? "(ref null " : "(ref ") + types.heapType(in) + ")");
        int carried = Math.max(labels.arity(label), 1);
        boolean isByDescriptor = opcode == Opcode.BR_ON_CAST_DESC_EQ || opcode == Opcode.BR_ON_CAST_DESC_EQ_FAIL;
        arity(isByDescriptor ? carried + 1 : carried, carried);
    }

    /** Memory 0 is what is meant when none is named. */
    private void memory(int index) {
        if (index != 0) {
            word(module.names(Space.MEMORY).reference(index));
        }
    }

    private void arity(int taken, int left) {
        operands = taken;
        results = left;
    }

    private void word(String word) {
        text.append(' ').append(word);
    }

    private void word(long number) {
        text.append(' ').append(number);
    }

    /** Operands of instructions that have no signature in the table but do not depend on their immediates. */
    private static int operands(Opcode opcode) {
        return switch (opcode) {
            case DROP, LOCAL_SET, LOCAL_TEE, GLOBAL_SET, THROW_REF, REF_IS_NULL, REF_AS_NON_NULL, REF_I31, I31_GET_S, I31_GET_U,
                    ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY, REF_TEST, REF_TEST_NULL, REF_CAST,
                    REF_CAST_NULL, STRUCT_GET, STRUCT_GET_S, STRUCT_GET_U, ARRAY_LEN, ARRAY_NEW_DEFAULT,
                    STRUCT_NEW_DEFAULT_DESC, REF_GET_DESC -> 1;
            case REF_EQ, REF_CAST_DESC_EQ, REF_CAST_DESC_EQ_NULL, STRUCT_SET, ARRAY_NEW, ARRAY_GET, ARRAY_GET_S, ARRAY_GET_U,
                    ARRAY_NEW_DATA, ARRAY_NEW_ELEM -> 2;
            case SELECT, SELECT_T, TABLE_COPY, MEMORY_COPY, ARRAY_SET -> 3;
            case ARRAY_FILL, ARRAY_INIT_DATA, ARRAY_INIT_ELEM -> 4;
            case ARRAY_COPY -> 5;
            default -> 0;
        };
    }

    /** Results, in the same way. */
    private static int results(Opcode opcode) {
        return switch (opcode) {
            case DROP, LOCAL_SET, GLOBAL_SET, TABLE_COPY, MEMORY_COPY, STRUCT_SET, ARRAY_SET, ARRAY_FILL, ARRAY_COPY,
                    ARRAY_INIT_DATA, ARRAY_INIT_ELEM, UNREACHABLE, RETURN, THROW, THROW_REF, RETHROW -> 0;
            default -> 1;
        };
    }
}
