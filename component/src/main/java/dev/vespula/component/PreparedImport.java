package dev.vespula.component;

import dev.vespula.Store;
import dev.vespula.component.internal.bind.HostObjects;
import dev.vespula.component.internal.instantiate.Entity;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stands for an import: found once, for instances in any store. */
@FunctionalInterface
interface PreparedImport<T> {
    /** The import in a store, for one instantiation. */
    Entity in(Store<T> store, HostObjects objects);

    /** Something that exists. */
    static <T> PreparedImport<T> of(Entity entity) {
        return (store, objects) -> entity;
    }

    /** Several imports in a store. */
    static <T> Map<String, Entity> all(Map<String, PreparedImport<T>> imports, Store<T> store, HostObjects objects) {
        Map<String, Entity> entities = new LinkedHashMap<>();
        imports.forEach((name, one) -> entities.put(name, one.in(store, objects)));
        return entities;
    }
}
