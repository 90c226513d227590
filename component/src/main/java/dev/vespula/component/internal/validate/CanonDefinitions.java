package dev.vespula.component.internal.validate;

import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.binary.ComponentLimits;
import dev.vespula.component.internal.model.Canon;
import dev.vespula.internal.types.PublicTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeNotation;
import dev.vespula.internal.types.ValTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Checks canonical definitions, and adds the functions they make. Explainer, "Canonical Definitions". */
final class CanonDefinitions {
    private final Scope scope;
    private final Validation validation;
    private final int offset;

    CanonDefinitions(Scope scope, int offset) {
        this.scope = scope;
        this.validation = scope.validation;
        this.offset = offset;
    }

    void add(Canon canon) {
        if (canon instanceof Canon.Lift lift) {
            lift(lift);
        } else {
            TypeDefinition type = core(canon);
            Refusal.checkCount(offset, scope.functions.size() + scope.core.functions.size(), ComponentLimits.FUNCTIONS,
                    "functions");
            scope.core.functions.add(new CoreExtern.Function(type));
            if (!(canon instanceof Canon.Lower || canon instanceof Canon.OfResource)) {
                scope.builtins.add(new PublicTypes(validation.registry).funcType(type.id()));
            }
        }
    }

    private TypeDefinition core(Canon canon) {
        if (canon instanceof Canon.Lower lower) {
            FunctionNode function = scope.function(lower.function(), offset);
            CanonOptions options = new CanonOptions(scope, lower.options(), offset);
            options.checkLower();
            options.checkAsync(function);
            return new Signatures(validation, options).lowered(function);
        }
        if (canon instanceof Canon.OfResource resource) {
            return resource(resource);
        }
        if (canon instanceof Canon.TaskReturn task) {
            return taskReturn(task);
        }
        return new Builtins(scope, offset).type(canon);
    }

    private void lift(Canon.Lift lift) {
        FunctionNode function = scope.functionType(lift.type(), offset);
        TypeDefinition actual = scope.core.function(lift.coreFunction(), offset);
        CanonOptions options = new CanonOptions(scope, lift.options(), offset);
        options.checkLift(actual);
        options.checkAsync(function);
        TypeDefinition wanted = new Signatures(validation, options).lifted(function);
        check("parameter", wanted.params(), actual.params(), lift.coreFunction());
        check("result", wanted.results(), actual.results(), lift.coreFunction());
        scope.addFunction(function, offset);
    }

    private void check(String what, int[] wanted, int[] actual, int function) {
        if (!Arrays.equals(wanted, actual)) {
            throw Refusal.invalid(offset, "lowered " + what + " types `" + list(wanted) + "` do not match " + what
                    + " types `" + list(actual) + "` of core function " + function);
        }
    }

    private String list(int[] types) {
        TypeNotation notation = new TypeNotation(validation.registry);
        return Arrays.stream(types).mapToObj(type -> notation.type(type).toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private TypeDefinition resource(Canon.OfResource canon) {
        ResourceNode node = scope.resource(canon.type(), offset);
        if (canon.operation() != Canon.ResourceOperation.DROP && !scope.isLocal(node.resource)) {
            throw Refusal.invalid(offset, "type " + canon.type() + " is not a local resource");
        }
        int[] word = {ValTypes.I32};
        return validation.registry.function(word,
                canon.operation() == Canon.ResourceOperation.DROP ? new int[0] : word);
    }

    /** It takes the result of a function as a function would take it as its parameter. */
    private TypeDefinition taskReturn(Canon.TaskReturn canon) {
        validation.require(offset, ComponentFeature.ASYNC, "`task.return`");
        List<ValueNode> params = canon.result().isEmpty()
                ? List.of()
                : List.of(new TypeDefinitions(scope, offset).used(canon.result().get()));
        FunctionNode function = new FunctionNode(false, params.isEmpty() ? List.of() : List.of("v"), params, null,
                Measure.ONE);
        CanonOptions options = new CanonOptions(scope, canon.options(), offset);
        options.refuseRealloc("task.return");
        options.checkLower();
        options.requireSync("task.return");
        return new Signatures(validation, options).lowered(function);
    }
}
