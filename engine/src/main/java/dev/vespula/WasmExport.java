package dev.vespula;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the export that a method of an interface calls ({@link Instance#exports(Class)}), where it is not the method's name.
 *
 * <pre>{@code
 * interface Heap {
 *     @WasmExport("__heap_base")
 *     Global base();
 * }
 * Global base = instance.exports(Heap.class).base();
 * }</pre>
 *
 * <p>{@link WasmImport} is the reverse: a method of the host that a module imports.
 *
 * @see Instance
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface WasmExport {
    /** The name of the export; the method's name if empty. */
    String value() default "";
}
