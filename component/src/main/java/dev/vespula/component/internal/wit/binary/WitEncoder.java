package dev.vespula.component.internal.wit.binary;

import dev.vespula.component.internal.binary.ComponentEncoder;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.ComponentNames;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.internal.model.Slice;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.component.internal.wit.binary.EncodedScope.Direction;
import dev.vespula.component.wit.WitInterface;
import dev.vespula.component.wit.WitKey;
import dev.vespula.component.wit.WitPackage;
import dev.vespula.component.wit.WitTypeDef;
import dev.vespula.component.wit.WitWorld;
import dev.vespula.component.wit.WitWorldItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A package of WIT as a component. Each interface is exported as a component type that imports what the interface uses and
 * exports an instance; each world as one that exports a component.
 */
public final class WitEncoder {
    /** The custom section that says how all this is encoded: version 4, strings as UTF-8. */
    private static final String ENCODING_SECTION = "wit-component-encoding";
    private static final byte[] ENCODING = {4, 0};

    private enum Functions {
        NONE, ALL
    }

    private WitEncoder() {}

    /** @throws dev.vespula.InvalidException when it has a type that no component can have */
    public static byte[] encode(WitPackage witPackage) {
        List<Definition> definitions = new ArrayList<>();
        witPackage.interfaces().forEach((name, made) -> export(definitions, name, interfaceScope(made)));
        witPackage.worlds().forEach((name, world) -> export(definitions, name, worldScope(world)));
        definitions.add(new Definition.OfCustomSection(0, ENCODING_SECTION, new Slice(ENCODING)));
        return ComponentEncoder.encode(new ComponentModel(0, definitions, ComponentNames.NONE));
    }

    /** A type and its export, each of which has an index. */
    private static void export(List<Definition> definitions, String name, EncodedScope scope) {
        int index = definitions.size();
        definitions.add(new Definition.OfType(0, new TypeDefinition.OfComponent(scope.declarations())));
        definitions.add(new Definition.OfExport(0, new ExternName(name), Sort.TYPE, index, Optional.empty()));
    }

    private static EncodedScope interfaceScope(WitInterface made) {
        EncodedScope scope = new EncodedScope(null);
        LiveTypes live = new LiveTypes(made);
        for (WitInterface used : live.owners()) {
            int type = instance(scope, used, live::contains, Functions.NONE);
            scope.addInstance(Direction.IMPORT, new ExternName(used.fullName().orElseThrow()), type, Optional.of(used));
        }
        int type = instance(scope, made, all -> true, Functions.ALL);
        scope.addInstance(Direction.EXPORT, new ExternName(made.fullName().orElseThrow()), type, Optional.empty());
        return scope;
    }

    /** The type of an instance that has an interface, or some of its types. */
    private static int instance(EncodedScope around, WitInterface made, Predicate<WitTypeDef> types, Functions functions) {
        EncodedScope scope = new EncodedScope(around);
        made.types().values().stream().filter(types).forEach(type -> scope.addNamed(Direction.EXPORT, type));
        if (functions == Functions.ALL) {
            made.functions().values().forEach(function -> scope.addFunction(Direction.EXPORT, function));
        }
        return around.addType(new TypeDefinition.OfInstance(scope.declarations()));
    }

    private static EncodedScope worldScope(WitWorld world) {
        EncodedScope around = new EncodedScope(null);
        EncodedScope scope = new EncodedScope(around);
        addAll(scope, Direction.IMPORT, world.imports());
        addAll(scope, Direction.EXPORT, world.exports());
        around.addComponent(world.fullName(), around.addType(new TypeDefinition.OfComponent(scope.declarations())));
        return around;
    }

    private static void addAll(EncodedScope scope, Direction direction, Map<WitKey, WitWorldItem> items) {
        items.forEach((key, item) -> {
            if (item instanceof WitWorldItem.Function function) {
                scope.addFunction(direction, function.function());
            } else if (item instanceof WitWorldItem.Type type) {
                scope.addNamed(direction, type.type());
            } else {
                WitWorldItem.Interface made = (WitWorldItem.Interface) item;
                int type = instance(scope, made.target(), all -> true, Functions.ALL);
                boolean isPlain = key instanceof WitKey.Name;
                ExternName name = new ExternName(key.toString(),
                        isPlain ? made.target().fullName() : Optional.empty(), Optional.empty(), made.externalId());
                scope.addInstance(direction, name, type, isPlain ? Optional.empty() : Optional.of(made.target()));
            }
        });
    }
}
