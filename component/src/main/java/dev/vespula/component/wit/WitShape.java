package dev.vespula.component.wit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** How a type is made. */
public sealed interface WitShape {
    /** The types it mentions, in the order in which they are written. */
    List<WitType> parts();

    /** The same with each type it mentions replaced; {@code change} is called in the order of {@link #parts()}. */
    WitShape withParts(UnaryOperator<WitType> change);

    /** The word for it in WIT and in messages. */
    String word();

    /** A field of a record. */
    record Field(String name, WitType type, Optional<String> docs) {}

    /** A case of a variant; one without a payload has no type. */
    record Case(String name, Optional<WitType> type, Optional<String> docs) {}

    /** A case of an enumeration or one of a set of flags. */
    record Label(String name, Optional<String> docs) {}

    record Record(List<Field> fields) implements WitShape {
        public Record {
            fields = List.copyOf(fields);
        }

        @Override
        public List<WitType> parts() {
            return fields.stream().map(Field::type).toList();
        }

        @Override
        public WitShape withParts(UnaryOperator<WitType> change) {
            return new Record(fields.stream().map(f -> new Field(f.name, change.apply(f.type), f.docs)).toList());
        }

        @Override
        public String word() {
            return "record";
        }
    }

    record Variant(List<Case> cases) implements WitShape {
        public Variant {
            cases = List.copyOf(cases);
        }

        @Override
        public List<WitType> parts() {
            return cases.stream().flatMap(c -> c.type.stream()).toList();
        }

        @Override
        public WitShape withParts(UnaryOperator<WitType> change) {
            return new Variant(cases.stream().map(c -> new Case(c.name, c.type.map(change), c.docs)).toList());
        }

        @Override
        public String word() {
            return "variant";
        }
    }

    record Enumeration(List<Label> cases) implements Unstructured {
        public Enumeration {
            cases = List.copyOf(cases);
        }

        @Override
        public String word() {
            return "enum";
        }
    }

    record Flags(List<Label> flags) implements Unstructured {
        public Flags {
            flags = List.copyOf(flags);
        }

        @Override
        public String word() {
            return "flags";
        }
    }

    /** An abstract type of which only handles exist; its functions are those of its interface or world that name it. */
    record Resource() implements Unstructured {
        @Override
        public String word() {
            return "resource";
        }
    }

    record Tuple(List<WitType> types) implements WitShape {
        public Tuple {
            types = List.copyOf(types);
        }

        @Override
        public List<WitType> parts() {
            return types;
        }

        @Override
        public WitShape withParts(UnaryOperator<WitType> change) {
            return new Tuple(types.stream().map(change).toList());
        }

        @Override
        public String word() {
            return "tuple";
        }
    }

    /** {@code option<type>}. */
    record Option(WitType type) implements WitShape {
        @Override
        public List<WitType> parts() {
            return List.of(type);
        }

        @Override
        public WitShape withParts(UnaryOperator<WitType> change) {
            return new Option(change.apply(type));
        }

        @Override
        public String word() {
            return "option";
        }
    }

    record Result(Optional<WitType> ok, Optional<WitType> error) implements WitShape {
        @Override
        public List<WitType> parts() {
            return Stream.concat(ok.stream(), error.stream()).toList();
        }

        @Override
        public WitShape withParts(UnaryOperator<WitType> change) {
            Optional<WitType> changedOk = ok.map(change);
            return new Result(changedOk, error.map(change));
        }

        @Override
        public String word() {
            return "result";
        }
    }

    /** {@code list<element>}. */
    record ListOf(WitType element) implements WitShape {
        @Override
        public List<WitType> parts() {
            return List.of(element);
        }

        @Override
        public WitShape withParts(UnaryOperator<WitType> change) {
            return new ListOf(change.apply(element));
        }

        @Override
        public String word() {
            return "list";
        }
    }

    /**
     * {@code list<element, length>}.
     *
     * @param length 1 to 2^32 - 1
     */
    record FixedList(WitType element, long length) implements WitShape {
        @Override
        public List<WitType> parts() {
            return List.of(element);
        }

        @Override
        public WitShape withParts(UnaryOperator<WitType> change) {
            return new FixedList(change.apply(element), length);
        }

        @Override
        public String word() {
            return "list";
        }
    }

    /** {@code map<key, value>}. */
    record MapOf(WitType key, WitType value) implements WitShape {
        @Override
        public List<WitType> parts() {
            return List.of(key, value);
        }

        @Override
        public WitShape withParts(UnaryOperator<WitType> change) {
            WitType changedKey = change.apply(key);
            return new MapOf(changedKey, change.apply(value));
        }

        @Override
        public String word() {
            return "map";
        }
    }

    /** {@code stream} or {@code stream<element>}. */
    record StreamOf(Optional<WitType> element) implements WitShape {
        @Override
        public List<WitType> parts() {
            return element.stream().toList();
        }

        @Override
        public WitShape withParts(UnaryOperator<WitType> change) {
            return new StreamOf(element.map(change));
        }

        @Override
        public String word() {
            return "stream";
        }
    }

    /** {@code future} or {@code future<type>}. */
    record FutureOf(Optional<WitType> type) implements WitShape {
        @Override
        public List<WitType> parts() {
            return type.stream().toList();
        }

        @Override
        public WitShape withParts(UnaryOperator<WitType> change) {
            return new FutureOf(type.map(change));
        }

        @Override
        public String word() {
            return "future";
        }
    }

    /** A handle that owns: {@code own<resource>}, which is also what the name of a resource alone means. */
    record Own(WitTypeDef resource) implements WitShape {
        public Own {
            Objects.requireNonNull(resource);
        }

        @Override
        public List<WitType> parts() {
            return List.of(resource);
        }

        @Override
        public WitShape withParts(UnaryOperator<WitType> change) {
            return new Own((WitTypeDef) change.apply(resource));
        }

        @Override
        public String word() {
            return "own";
        }
    }

    /** A handle that is lent: {@code borrow<resource>}. */
    record Borrow(WitTypeDef resource) implements WitShape {
        public Borrow {
            Objects.requireNonNull(resource);
        }

        @Override
        public List<WitType> parts() {
            return List.of(resource);
        }

        @Override
        public WitShape withParts(UnaryOperator<WitType> change) {
            return new Borrow((WitTypeDef) change.apply(resource));
        }

        @Override
        public String word() {
            return "borrow";
        }
    }

    /** Another name of a type: {@code type a = b}, or one that {@code use} brought in when {@code b} stands elsewhere. */
    record Alias(WitType target) implements WitShape {
        @Override
        public List<WitType> parts() {
            return List.of(target);
        }

        @Override
        public WitShape withParts(UnaryOperator<WitType> change) {
            return new Alias(change.apply(target));
        }

        @Override
        public String word() {
            return "type";
        }
    }

    /** Shapes that mention no other types. */
    sealed interface Unstructured extends WitShape permits Enumeration, Flags, Resource {
        @Override
        default List<WitType> parts() {
            return List.of();
        }

        @Override
        default WitShape withParts(UnaryOperator<WitType> change) {
            return this;
        }
    }
}
