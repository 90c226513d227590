package dev.vespula.internal.validate;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ModuleError;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.ValTypes;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Continuations: made, bound, resumed, suspended, switched. */
final class StackInstructions {
    private final FunctionBody body;
    private final Instruction instruction;

    StackInstructions(FunctionBody body) {
        this.body = body;
        this.instruction = body.instruction;
    }

    void validate(Opcode opcode) {
        switch (opcode) {
            case CONT_NEW -> make();
            case CONT_BIND -> bind();
            case SUSPEND -> suspend();
            case RESUME -> {
                TypeDefinition type = body.readType(TypeKind.CONT);
                readClauses(function(type));
                resume(type, function(type).params());
            }
            case RESUME_THROW -> resumeThrow();
            case RESUME_THROW_REF -> {
                TypeDefinition type = body.readType(TypeKind.CONT);
                readClauses(function(type));
                resume(type, new int[] {ValTypes.EXNREF});
            }
            default -> switchTo();
        }
    }

    /** The function type that a continuation type is over. */
    private TypeDefinition function(TypeDefinition continuation) {
        return body.registry.ofHeap(continuation.function());
    }

    private void make() {
        TypeDefinition type = body.readType(TypeKind.CONT);
        body.pop(ValTypes.nullable(type.function()));
        body.push(ValTypes.nonNull(type.heap()));
    }

    private void bind() {
        TypeDefinition from = body.readType(TypeKind.CONT);
        TypeDefinition to = body.readType(TypeKind.CONT);
        int[] params = function(from).params();
        int bound = params.length - function(to).params().length;
        if (bound < 0) {
            throw body.error(ModuleError.CONTINUATION_ARGUMENTS);
        }
        checkFunction(Arrays.copyOfRange(params, bound, params.length), function(from).results(), function(to));
        instruction.second = bound + 1;
        body.pop(ValTypes.nullable(from.heap()));
        body.popAll(Arrays.copyOf(params, bound));
        body.push(ValTypes.nonNull(to.heap()));
    }

    /** Checks that what takes and gives some values may stand for a function of a type. */
    private void checkFunction(int[] params, int[] results, TypeDefinition function) {
        if (!body.fits(function.params(), params)) {
            throw body.error(ModuleError.CONTINUATION_ARGUMENTS);
        }
        if (!body.fits(results, function.results())) {
            throw body.error(ModuleError.CONTINUATION_RESULTS);
        }
    }

    private void suspend() {
        instruction.index = body.readTag();
        TypeDefinition tag = body.module.tagDefinition(instruction.index);
        body.popAll(tag.params());
        body.pushAll(tag.results());
    }

    private void resume(TypeDefinition type, int[] operands) {
        body.pop(ValTypes.nullable(type.heap()));
        body.popAll(operands);
        body.pushAll(function(type).results());
    }

    private void resumeThrow() {
        TypeDefinition type = body.readType(TypeKind.CONT);
        instruction.second = body.readTag();
        TypeDefinition tag = body.module.tagDefinition(instruction.second);
        if (tag.results().length > 0) {
            throw body.error(ModuleError.TAG_RESULTS);
        }
        readClauses(function(type));
        resume(type, tag.params());
    }

    private void switchTo() {
        TypeDefinition type = body.readType(TypeKind.CONT);
        instruction.second = body.readTag();
        TypeDefinition tag = body.module.tagDefinition(instruction.second);
        int[] params = function(type).params();
        TypeDefinition left = params.length == 0 ? null : continuation(params[params.length - 1]);
        if (left == null) {
            throw body.error(ModuleError.SWITCHED_CONTINUATION, names(params));
        }
        if (tag.params().length > 0) {
            throw body.error(ModuleError.SWITCH_TAG);
        }
        if (!body.fits(function(type).results(), tag.results()) || !body.fits(tag.results(), function(left).results())) {
            throw body.error(ModuleError.CONTINUATION_RESULTS);
        }
        body.pop(ValTypes.nullable(type.heap()));
        body.popAll(Arrays.copyOf(params, params.length - 1));
        body.pushAll(function(left).params());
    }

    /** The continuation type that a reference type names; null if it is no reference type or names an abstract one. */
    private TypeDefinition continuation(int type) {
        if (!ValTypes.isReference(type) || !HeapTypes.isDefined(ValTypes.heap(type))) {
            return null;
        }
        TypeDefinition definition = body.registry.ofHeap(ValTypes.heap(type));
        if (definition.kind() != TypeKind.CONT) {
            throw body.error(ModuleError.NO_CONTINUATION_TYPE, "in " + body.name(type));
        }
        return definition;
    }

    private String names(int[] types) {
        return Arrays.stream(types).mapToObj(body::name).collect(Collectors.joining(" "));
    }

    /** Reads the clauses for a continuation over a function type. */
    private void readClauses(TypeDefinition function) {
        int count = body.readU32();
        body.checkAvailable(count);
        OnClause[] clauses = new OnClause[count];
        for (int k = 0; k < count; k++) {
            int clauseOffset = body.position();
            int code = body.readByte();
            if (code > BinaryFormat.ON_SWITCH) {
                throw ModuleError.ON_CLAUSE.at(clauseOffset);
            }
            int tag = body.readTag();
            clauses[k] = new OnClause(tag, code == BinaryFormat.ON_SWITCH ? OnClause.SWITCH : body.readLabel());
            check(clauses[k], function);
        }
        instruction.onClauses = clauses;
    }

    private void check(OnClause clause, TypeDefinition function) {
        TypeDefinition tag = body.module.tagDefinition(clause.tag());
        if (clause.isSwitch()) {
            if (tag.params().length > 0) {
                throw body.error(ModuleError.SWITCH_TAG);
            }
            // What is switched to gives the tag's results to whoever resumed.
            if (!body.fits(tag.results(), function.results())) {
                throw body.error(ModuleError.CONTINUATION_RESULTS);
            }
            return;
        }
        int[] label = body.labelTypes(clause.label());
        TypeDefinition suspended = label.length == 0 ? null : continuation(label[label.length - 1]);
        if (suspended == null) {
            throw body.error(ModuleError.ON_LABEL_CONTINUATION, names(label));
        }
        checkFunction(tag.results(), function.results(), function(suspended));
        if (!body.fits(tag.params(), Arrays.copyOf(label, label.length - 1))) {
            throw body.error(ModuleError.ON_LABEL);
        }
    }
}
