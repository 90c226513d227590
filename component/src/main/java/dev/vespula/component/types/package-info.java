/**
 * Types of the component model: of values, functions, instances and components. Immutable, thread-safe.
 *
 * They are found in components, and made to read and print values as text:
 *
 * <pre>{@code
 * ComponentType type = component.type();
 * for (Map.Entry<String, ExternType> export : type.exports().entrySet()) {
 *     ExternType given = export.getValue();
 *     System.out.println(export.getKey() + ": " + (given instanceof FunctionType function ? "takes " + function.params()
 *             : given instanceof InstanceType interfaces ? "an interface with " + interfaces.exports().keySet()
 *             : given instanceof CoreModuleType core ? "a module that imports " + core.imports()
 *             : given instanceof TypeBound.OfResource resource ? "a resource " + resource.type().name()
 *             : given instanceof TypeBound ? "a type" : "a component"));
 * }
 *
 * ValueType item = new RecordType(List.of(
 *         new NamedType("name", Primitive.STRING),
 *         new NamedType("tags", new FlagsType(List.of("hot", "cold"))),
 *         new NamedType("size", new EnumType(List.of("small", "large"))),
 *         new NamedType("price", new OptionType(Primitive.U64)),
 *         new NamedType("place", new TupleType(List.of(Primitive.F64, Primitive.F64))),
 *         new NamedType("code", new FixedListType(Primitive.U8, 2)),
 *         new NamedType("stock", new MapType(Primitive.STRING, Primitive.U32))));
 * Object tea = Wave.parse("{name: \"tea\", tags: {hot}, size: small, price: some(3), place: (1, 2), code: [1, 2], stock: []}", item);
 * ValueType payment = new VariantType(List.of(
 *         new VariantType.Case("cash", Optional.empty()),
 *         new VariantType.Case("card", Optional.of(Primitive.STRING))));
 *
 * ResourceType basket = new ResourceType("basket");
 * FunctionType open = new FunctionType(false, List.of(), Optional.of(new OwnType(basket)));
 * FunctionType pay = new FunctionType(false,
 *         List.of(new NamedType("self", new BorrowType(basket)), new NamedType("how", payment)),
 *         Optional.of(new ResultType(Optional.of(new ListType(item)), Optional.of(Primitive.STRING))));
 * FunctionType watch = new FunctionType(true, List.of(new NamedType("events", new StreamType(Optional.of(item)))),
 *         Optional.of(new FutureType(Optional.empty())));
 * }</pre>
 */
@NullMarked
package dev.vespula.component.types;

import org.jspecify.annotations.NullMarked;
