package dev.vespula.component.internal.validate;

import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.TypeBound;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A function type. */
final class FunctionNode implements ScopeType {
    final boolean async;
    final List<String> names;
    final List<ValueNode> params;
    /** Null where there is none. */
    final ValueNode result;
    /** What users see. */
    final FunctionType type;
    private final Measure measure;

    FunctionNode(boolean async, List<String> names, List<ValueNode> params, ValueNode result, Measure measure) {
        this.async = async;
        this.names = names;
        this.params = params;
        this.result = result;
        this.measure = measure;
        List<NamedType> named = new ArrayList<>();
        for (int i = 0; i < params.size(); i++) {
            named.add(new NamedType(names.get(i), params.get(i).type));
        }
        this.type = new FunctionType(async, List.copyOf(named),
                result == null ? Optional.empty() : Optional.of(result.type));
    }

    @Override
    public Measure measure() {
        return measure;
    }

    @Override
    public FunctionNode renamed() {
        return new FunctionNode(async, names, params, result, measure);
    }

    /** The same with other types of the same sizes. */
    FunctionNode with(List<ValueNode> newParams, ValueNode newResult) {
        return new FunctionNode(async, names, newParams, newResult, measure);
    }

    @Override
    public String kind() {
        return "func type";
    }

    @Override
    public TypeBound bound() {
        return new TypeBound.OfExtern(type);
    }
}
