package dev.vespula.component.internal.model;

import dev.vespula.component.types.Primitive;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A type as it is written. Binary.md, {@code deftype}. */
public sealed interface TypeDefinition {

    /** A type of values. */
    sealed interface OfValues extends TypeDefinition {}

    /** A name and a type: a field, a parameter. */
    record Field(String label, TypeRef type) {}

    /** A case of a variant. */
    record Case(String label, Optional<TypeRef> payload) {}

    /** Another name for a primitive type. */
    record OfPrimitive(Primitive type) implements OfValues {}

    /** {@code (record (field "x" t)*)}. */
    record OfRecord(List<Field> fields) implements OfValues {}

    /** {@code (variant (case "x" t?)*)}. */
    record OfVariant(List<Case> cases) implements OfValues {}

    /** {@code (list t)}. */
    record OfList(TypeRef element) implements OfValues {}

    /** {@code (list t n)}. */
    record OfFixedList(TypeRef element, int length) implements OfValues {}

    /** {@code (map k v)}. */
    record OfMap(TypeRef key, TypeRef value) implements OfValues {}

    /** {@code (tuple t*)}. */
    record OfTuple(List<TypeRef> members) implements OfValues {}

    /** {@code (flags "x"*)}. */
    record OfFlags(List<String> labels) implements OfValues {}

    /** {@code (enum "x"*)}. */
    record OfEnum(List<String> labels) implements OfValues {}

    /** {@code (option t)}. */
    record OfOption(TypeRef payload) implements OfValues {}

    /** {@code (result t? (error t)?)}. */
    record OfResult(Optional<TypeRef> ok, Optional<TypeRef> error) implements OfValues {}

    /** {@code (own i)}. */
    record OfOwn(int resource) implements OfValues {}

    /** {@code (borrow i)}. */
    record OfBorrow(int resource) implements OfValues {}

    /** {@code (stream t?)}. */
    record OfStream(Optional<TypeRef> element) implements OfValues {}

    /** {@code (future t?)}. */
    record OfFuture(Optional<TypeRef> element) implements OfValues {}

    /** {@code (func async? (param "x" t)* (result t)?)}. */
    record OfFunction(boolean async, List<Field> params, Optional<TypeRef> result) implements TypeDefinition {}

    /** {@code (component decl*)}. */
    record OfComponent(List<Declaration> declarations) implements TypeDefinition {}

    /** {@code (instance decl*)}. */
    record OfInstance(List<Declaration> declarations) implements TypeDefinition {}

    /**
     * {@code (resource (rep i32) (dtor f)?)}.
     *
     * @param representation the byte of the core type that represents it: 0x7f is i32
     * @param destructor a core function
     */
    record OfResource(int representation, OptionalInt destructor) implements TypeDefinition {}
}
