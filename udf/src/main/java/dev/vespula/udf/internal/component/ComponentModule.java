package dev.vespula.udf.internal.component;

import dev.vespula.Store;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentFunc;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.types.ExternType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.InstanceType;
import dev.vespula.component.types.ListType;
import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.FunctionKind;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.link.ComponentLinking;
import dev.vespula.udf.internal.task.Guest;
import dev.vespula.udf.internal.task.GuestModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A component: its exported functions, and those of the interfaces that it exports. Functions NAME-init, NAME-update, NAME-merge and
 * NAME-result, whose states are {@code list<u8>}, are an aggregate; functions that return lists are table functions if declared.
 */
public final class ComponentModule implements GuestModule {
    private final ComponentLinking linking;
    private final Map<String, Exported> exported = new LinkedHashMap<>();
    private final Map<String, Signature> functions = new LinkedHashMap<>();
    private final Map<String, String> refused = new LinkedHashMap<>();

    /** Where a function is; the interface is empty for those of the component itself. */
    record Exported(String container, String name, FunctionType type, FunctionMapping mapping) {
        ComponentFunc of(ComponentInstance instance) {
            return container.isEmpty() ? instance.func(name) : instance.func(container, name);
        }
    }

    public ComponentModule(Component component, List<Signature> declared) {
        this.linking = new ComponentLinking(component);
        component.exports().forEach((name, type) -> add(name, type));
        exported.forEach((name, function) -> functions.put(name, new Signature(name, FunctionKind.SCALAR, function.mapping
                .params(),
                List.of(new Field("", function.mapping.result().type())))));
        List.copyOf(functions.keySet()).forEach(this::aggregate);
        declared.forEach(this::declare);
    }

    private void add(String name, ExternType type) {
        if (type instanceof FunctionType function) {
            add("", name, function);
        } else if (type instanceof InstanceType instance) {
            instance.exports().forEach((member, memberType) -> {
                if (memberType instanceof FunctionType function) {
                    add(name, member, function);
                }
            });
        }
    }

    private void add(String container, String name, FunctionType type) {
        // Two interfaces may have functions of one name: the second has its interface before it.
        String known = exported.containsKey(name) ? container + "#" + name : name;
        try {
            exported.put(known, new Exported(container, name, type, FunctionMapping.of(type)));
        } catch (ValueMapping.Unmapped e) {
            refused.put(known, e.getMessage());
        }
    }

    /** Makes one aggregate of four functions. */
    private void aggregate(String update) {
        if (!update.endsWith("-update")) {
            return;
        }
        String name = update.substring(0, update.length() - "-update".length());
        Exported updating = exported.get(update);
        Exported result = exported.get(name + "-result");
        List<Field> params = updating.mapping.params();
        boolean isOne = isState(updating) && !params.isEmpty() && params.get(0).type() == FlatType.BINARY
                && takesStates(name + "-init", 0) && takesStates(name + "-merge", 2) && result != null && result.mapping
                        .params().size() == 1
                && result.mapping.params().get(0).type() == FlatType.BINARY;
        if (isOne) {
            functions.keySet().removeAll(List.of(name + "-init", update, name + "-merge", name + "-result"));
            functions.put(name, new Signature(name, FunctionKind.AGGREGATE, params.subList(1, params.size()), List.of(new Field(
                    "",
                    result.mapping.result().type()))));
        }
    }

    private boolean takesStates(String name, int count) {
        Exported function = exported.get(name);
        return function != null && isState(function) && function.mapping.params().size() == count
                && function.mapping.params().stream().allMatch(param -> param.type() == FlatType.BINARY);
    }

    private static boolean isState(Exported function) {
        return function.mapping.result().type() == FlatType.BINARY;
    }

    private void declare(Signature table) {
        Exported function = exported.get(table.name());
        if (function == null || table.kind() != FunctionKind.TABLE || !(function.mapping.result().wit() instanceof ListType)) {
            throw new UdfException(UdfErrorKind.MODULE, table.name(),
                    "of components only functions that return lists are declared, as table"
                            + " functions");
        }
        Signature found = new Signature(table.name(), FunctionKind.TABLE, function.mapping.params(), columns(function.mapping
                .result()));
        if (!types(found.params()).equals(types(table.params())) || !types(found.columns()).equals(types(table.columns()))) {
            throw new UdfException(UdfErrorKind.MODULE, table.name(), "declared as " + table + ", but it is " + found);
        }
        functions.put(table.name(), found);
    }

    private static List<UdfType> types(List<Field> fields) {
        return fields.stream().map(Field::type).toList();
    }

    private static List<Field> columns(ValueMapping list) {
        if (list.type() == FlatType.BINARY) {
            return List.of(new Field("", FlatType.UINT8));
        }
        UdfType element = ((UdfType.ListOf) list.type()).element();
        return element instanceof UdfType.StructOf struct ? struct.fields() : List.of(new Field("", element));
    }

    @Override
    public List<Signature> functions() {
        return new ArrayList<>(functions.values());
    }

    @Override
    public Map<String, String> refused() {
        return refused;
    }

    @Override
    public Guest open(Store<Void> store) {
        return new ComponentGuest(linking.instantiate(store), exported);
    }
}
