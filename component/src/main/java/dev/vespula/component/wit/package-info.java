/**
 * WIT, the text of interfaces and worlds: reading it, what it says, writing it, and its JSON form.
 *
 * A text is read, or what a binary says of itself:
 *
 * <pre>{@code
 * WitPackages packages = WitLoader.create().parse("""
 *         package my:app@1.2.0;
 *         interface shop {
 *             record item { name: string, price: u64 }
 *             resource basket { add: func(name: string, count: u32) -> result<u64, string>; }
 *             @since(version = 1.0.0) @deprecated(version = 1.2.0)
 *             find: func(word: string) -> list<item>;
 *         }
 *         world app {
 *             import log: func(text: string);
 *             export shop;
 *         }
 *         """);
 * WitPackage root = packages.root();
 * PackageName name = root.name();
 * SemanticVersion version = name.version().orElseThrow();
 * for (WitInterface one : root.interfaces().values()) {
 *     for (WitTypeDef type : one.types().values()) {
 *         WitShape shape = type.shape();
 *         if (shape instanceof WitShape.Record record) {
 *             System.out.println(type.name().orElseThrow() + " has " + record.fields().size() + " fields");
 *         }
 *         WitOwner owner = type.owner().orElseThrow();
 *         System.out.println("in " + owner.witPackage().name());
 *     }
 *     for (WitFunction function : one.functions().values()) {
 *         for (WitParameter parameter : function.parameters()) {
 *             WitType type = parameter.type();
 *             System.out.println(parameter.name() + (type == WitPrimitive.STRING ? " is text" : " is something else"));
 *         }
 *         WitGate gate = function.gate().orElse(null);
 *         System.out.println(gate != null && gate.deprecated().isPresent() ? "do not use " + function.name() : function.name());
 *     }
 * }
 * WitWorld world = packages.onlyWorld().orElseThrow();
 * for (Map.Entry<WitKey, WitWorldItem> wanted : world.imports().entrySet()) {
 *     if (wanted.getValue() instanceof WitWorldItem.Function function) {
 *         System.out.println(wanted.getKey() + " is a function: " + function.function().parameters());
 *     }
 * }
 * System.out.println(WitPackages.toWit(world));
 * }</pre>
 */
@NullMarked
package dev.vespula.component.wit;

import org.jspecify.annotations.NullMarked;
