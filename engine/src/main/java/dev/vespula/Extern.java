package dev.vespula;

import dev.vespula.types.ExternType;

/**
 * What a module imports or an instance exports. Belongs to one store and may be used by one thread at a time, the one
 * that uses the store; the same thing is always the same Java object.
 *
 * <pre>{@code
 * for (Map.Entry<String, Extern> export : instance.exports().entrySet()) {
 *     Extern extern = export.getValue();
 *     if (extern instanceof Func function) {
 *         System.out.println("a function " + export.getKey() + ": " + function.type());
 *     }
 * }
 * }</pre>
 */
public sealed interface Extern permits Func, Table, Memory, Global, Tag {
    /** Its type; memories and tables give their present size as minimum. */
    ExternType type();
}
