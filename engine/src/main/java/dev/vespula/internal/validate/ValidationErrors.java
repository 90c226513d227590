package dev.vespula.internal.validate;

import dev.vespula.Feature;
import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.ModuleException;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.ImplementationLimits;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.types.TypeKind;

/**
 * The errors of validation by name: their wording, which starts as in the specification's test suite where that has one,
 * the place in the module and the function. No other class of the validator has a message.
 */
final class ValidationErrors {
    private final ModuleModel module;
    private int offset;

    ValidationErrors(ModuleModel module) {
        this.module = module;
    }

    /** The errors of what stands at an offset of the module. */
    ValidationErrors at(int newOffset) {
        offset = newOffset;
        return this;
    }

    /** An error in a function's body, told of the function. */
    ModuleException in(int function, ModuleException error) {
        String name = module.names().function(function);
        if (error instanceof MalformedException malformed) {
            return malformed.in(function, name);
        }
        if (error instanceof InvalidException invalid) {
            return invalid.in(function, name);
        }
        return new LimitException(error.reason(), error.offset(), function, name);
    }

    // Indices.

    InvalidException unknown(String what, int index) {
        return invalid("unknown " + what + " " + Integer.toUnsignedString(index));
    }

    InvalidException unknown(ExternKind kind, int index) {
        return unknown(switch (kind) {
            case FUNCTION -> "function";
            case TABLE -> "table";
            case MEMORY -> "memory";
            case GLOBAL -> "global";
            case TAG -> "tag";
        }, index);
    }

    InvalidException undeclaredFunction(int function) {
        return invalid("undeclared function reference " + function);
    }

    InvalidException laneIndex(int lane) {
        return invalid("invalid lane index " + lane);
    }

    InvalidException rethrowLabel(int label) {
        return invalid("invalid rethrow label " + label);
    }

    // Types of operands.

    InvalidException typeMismatch(int expected, int found) {
        return stackMismatch(module.typeName(expected), module.typeName(found));
    }

    InvalidException missingOperand(int expected) {
        return stackMismatch(module.typeName(expected), "");
    }

    InvalidException missingOperand() {
        return stackMismatch("any type", "");
    }

    InvalidException noReference(int found) {
        return stackMismatch("a reference", module.typeName(found));
    }

    private InvalidException stackMismatch(String expected, String found) {
        return mismatch("instruction requires [" + expected + "] but stack has [" + found + "]");
    }

    InvalidException remainingValues(int count) {
        return mismatch("values remaining on stack at end of block: " + count);
    }

    InvalidException selectOfReferences() {
        return mismatch("select without type takes numbers and vectors only");
    }

    InvalidException selectArity() {
        return invalid("invalid result arity");
    }

    InvalidException constResult(int expected, int height, int found) {
        return mismatch("constant expression must give " + module.typeName(expected) + ", not "
                + (height == 1 ? module.typeName(found) : height + " values"));
    }

    // Types of labels, callees and blocks.

    InvalidException ifWithoutElse() {
        return mismatch("if without else must have equal parameters and results");
    }

    InvalidException labelArities() {
        return mismatch("labels of br_table take different numbers of values");
    }

    InvalidException labelWithoutReference() {
        return mismatch("the label of br_on_non_null must take a reference last");
    }

    InvalidException labelReference(int reference) {
        return mismatch("the label does not take " + module.typeName(reference) + " last");
    }

    InvalidException clauseLabel() {
        return mismatch("the label of a catch clause takes other values than the clause gives");
    }

    InvalidException noSubtype(int type, int supertype) {
        return mismatch(module.typeName(type) + " is no subtype of " + module.typeName(supertype));
    }

    InvalidException calleeResults() {
        return mismatch("the callee's results are not those of the function");
    }

    // Types of definitions.

    InvalidException typeKind(int type, TypeKind wanted) {
        return mismatch("type " + type + " is not " + switch (wanted) {
            case FUNC -> "a function type";
            case STRUCT -> "a struct type";
            case ARRAY -> "an array type";
        });
    }

    InvalidException typeKind(Opcode opcode) {
        return mismatch(opcode.mnemonic() + " of a type of another kind");
    }

    InvalidException tableElements(int type, int tableType) {
        return mismatch(module.typeName(type) + " does not fit into a table of " + module.typeName(tableType));
    }

    InvalidException segmentElements(int type, int tableType) {
        return mismatch("elements of " + module.typeName(type) + " do not fit into a table of "
                + module.typeName(tableType));
    }

    InvalidException tableOfFunctions(int table) {
        return mismatch("table " + table + " holds " + module.typeName(module.table(table).type())
                + ", not functions");
    }

    InvalidException tableWithoutInit(int type) {
        return mismatch("a table of " + module.typeName(type) + " needs an initial value");
    }

    InvalidException notDefaultable(int field) {
        return mismatch("field of type " + module.typeName(field) + " is not defaultable");
    }

    InvalidException fieldPacking(boolean packed) {
        return mismatch("field is " + (packed ? "packed" : "unpacked"));
    }

    InvalidException arrayElements(int type, int elements) {
        return mismatch("array of " + module.typeName(type) + ", elements of " + module.typeName(elements));
    }

    InvalidException arrayOfReferences() {
        return invalid("array type is not numeric or vector");
    }

    InvalidException arrayTypes() {
        return invalid("array types do not match");
    }

    // What must not be done to a thing.

    InvalidException immutableGlobal(int global) {
        return invalid("immutable global " + global);
    }

    InvalidException immutableField(int field) {
        return invalid("immutable field " + field);
    }

    InvalidException immutableArray() {
        return invalid("immutable array");
    }

    InvalidException uninitializedLocal(int local) {
        return invalid("uninitialized local " + local);
    }

    InvalidException notConstant(Opcode opcode) {
        return invalid("constant expression required, not " + opcode.mnemonic());
    }

    InvalidException mutableInConstant(int global) {
        return invalid("constant expression required, global " + global + " is mutable");
    }

    // Memory accesses.

    InvalidException tooLargeAlignment(int alignment, Opcode opcode) {
        return invalid("alignment must not be larger than natural: 2^" + alignment + " for " + opcode.mnemonic());
    }

    InvalidException unnaturalAlignment(int alignment, Opcode opcode) {
        return invalid("alignment must be natural for atomic accesses: 2^" + alignment + " for " + opcode.mnemonic());
    }

    InvalidException accessOffset(long accessOffset) {
        return invalid("offset out of range: " + Long.toUnsignedString(accessOffset));
    }

    // Definitions of a module.

    InvalidException mutableGlobal(String use) {
        return InvalidException.without(Feature.MUTABLE_GLOBAL, "mutable globals cannot be " + use, offset);
    }

    InvalidException tableSize() {
        return invalid("table size must be at most 2^32-1");
    }

    InvalidException memorySize(String most) {
        return invalid("memory size must be at most " + most);
    }

    InvalidException pageSize(int pageSizeLog2) {
        return invalid("invalid custom page size 2^" + pageSizeLog2);
    }

    InvalidException sharedWithoutMaximum() {
        return invalid("shared memory must have maximum");
    }

    InvalidException minimumAboveMaximum() {
        return invalid("size minimum must not be greater than maximum");
    }

    InvalidException duplicateExport(String name) {
        return invalid("duplicate export name " + PrintableName.quoted(name));
    }

    InvalidException startType() {
        return invalid("start function must have neither parameters nor results");
    }

    // The binary format of bodies.

    InvalidException blockTypeIndex() {
        return InvalidException.without(Feature.MULTI_VALUE, "invalid block type", offset);
    }

    MalformedException blockType() {
        return malformed("malformed block type");
    }

    MalformedException tooManyLocals() {
        return malformed("too many locals");
    }

    MalformedException noEnd() {
        return malformed("unexpected end of section or function: END opcode expected");
    }

    MalformedException codeAfterEnd() {
        return malformed("section size mismatch: code after the end of the function");
    }

    MalformedException misplaced(String mnemonic, String block) {
        return malformed("illegal opcode: " + mnemonic + " without " + block);
    }

    /** An instruction that does not exist, or not with the features that are on; it reaches up to an offset. */
    MalformedException illegalOpcode(Opcode opcode, int end) {
        StringBuilder code = new StringBuilder("illegal opcode");
        for (int k = offset; k < end; k++) {
            int value = module.bytes()[k];
            code.append(' ').append(Character.forDigit(value >> 4 & 15, 16)).append(Character.forDigit(value & 15, 16));
        }
        return opcode == null
                ? malformed(code.toString())
                : MalformedException.without(opcode.feature(), code.toString(), offset);
    }

    MalformedException castFlags() {
        return malformed("malformed br_on_cast flags");
    }

    MalformedException catchClause() {
        return malformed("malformed catch clause");
    }

    MalformedException accessFlags() {
        return malformed("malformed memop flags");
    }

    MalformedException accessFlagsWithoutMemories() {
        return MalformedException.without(Feature.MULTI_MEMORY, "malformed memop flags", offset);
    }

    MalformedException zeroByteExpected(Feature missing) {
        return MalformedException.without(missing, "zero byte expected", offset);
    }

    MalformedException noDataCount() {
        return malformed("data count section required");
    }

    // Limits.

    LimitException movedValues() {
        return ImplementationLimits.exceeded(ImplementationLimits.movedValues(module.bytes().length),
                "values that its calls, blocks and branches move", offset);
    }

    private InvalidException mismatch(String problem) {
        return invalid("type mismatch: " + problem);
    }

    private InvalidException invalid(String reason) {
        return new InvalidException(reason, offset);
    }

    private MalformedException malformed(String reason) {
        return new MalformedException(reason, offset);
    }
}
