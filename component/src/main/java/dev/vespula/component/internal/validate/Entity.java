package dev.vespula.component.internal.validate;

import dev.vespula.component.types.ExternType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is imported or exported, and its type. */
sealed interface Entity {
    /** How large its type is. */
    Measure measure();

    /** What messages call it. */
    String word();

    /** What users see. */
    ExternType type();

    /** A core module. */
    record OfModule(CoreModuleShape module) implements Entity {
        @Override
        public Measure measure() {
            return module.measure();
        }

        @Override
        public String word() {
            return "module";
        }

        @Override
        public ExternType type() {
            return module.type();
        }
    }

    /** A function. */
    record OfFunction(FunctionNode function) implements Entity {
        @Override
        public Measure measure() {
            return function.measure();
        }

        @Override
        public String word() {
            return "func";
        }

        @Override
        public ExternType type() {
            return function.type;
        }
    }

    /**
     * A type.
     *
     * @param named what the import or export makes
     * @param referenced what it is equal to; the same for a new resource type
     */
    record OfType(ScopeType named, ScopeType referenced) implements Entity {
        @Override
        public Measure measure() {
            return named.measure();
        }

        @Override
        public String word() {
            return "type";
        }

        @Override
        public ExternType type() {
            return named.bound();
        }
    }

    /** An instance. */
    record OfInstance(InstanceNode instance) implements Entity {
        @Override
        public Measure measure() {
            return instance.measure();
        }

        @Override
        public String word() {
            return "instance";
        }

        @Override
        public ExternType type() {
            return instance.type();
        }
    }

    /** A component. */
    record OfComponent(ComponentNode component) implements Entity {
        @Override
        public Measure measure() {
            return component.measure();
        }

        @Override
        public String word() {
            return "component";
        }

        @Override
        public ExternType type() {
            return component.type();
        }
    }

    /** What users see of imports or exports. */
    static Map<String, ExternType> types(Map<String, Entity> entities) {
        Map<String, ExternType> types = new LinkedHashMap<>();
        entities.forEach((name, entity) -> types.put(name, entity.type()));
        return Collections.unmodifiableMap(types);
    }
}
