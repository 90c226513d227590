package dev.vespula.component.internal.model;

/** What an import is to be, or an export is ascribed. Binary.md, {@code externtype}. */
public sealed interface ExternDescription {
    /** The sort of what is described. */
    Sort sort();

    /** A core module whose type has an index in the space of core types. */
    record OfCoreModule(int coreType) implements ExternDescription {
        @Override
        public Sort sort() {
            return Sort.CORE_MODULE;
        }
    }

    /** A function. */
    record OfFunction(int type) implements ExternDescription {
        @Override
        public Sort sort() {
            return Sort.FUNCTION;
        }
    }

    /** A value equal to one that exists. */
    record OfEqualValue(int value) implements ExternDescription {
        @Override
        public Sort sort() {
            return Sort.VALUE;
        }
    }

    /** A value of a type. */
    record OfValue(TypeRef type) implements ExternDescription {
        @Override
        public Sort sort() {
            return Sort.VALUE;
        }
    }

    /** A type equal to one that exists: {@code (type (eq i))}. */
    record OfEqualType(int type) implements ExternDescription {
        @Override
        public Sort sort() {
            return Sort.TYPE;
        }
    }

    /** A resource type of which nothing is known: {@code (type (sub resource))}. */
    record OfResource() implements ExternDescription {
        @Override
        public Sort sort() {
            return Sort.TYPE;
        }
    }

    /** A component. */
    record OfComponent(int type) implements ExternDescription {
        @Override
        public Sort sort() {
            return Sort.COMPONENT;
        }
    }

    /** An instance. */
    record OfInstance(int type) implements ExternDescription {
        @Override
        public Sort sort() {
            return Sort.INSTANCE;
        }
    }
}
