package dev.vespula;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that modules import: on methods of a host object it makes them host functions ({@link Linker#define(String, Object)}); on
 * those of an interface it says by which name they are imported ({@link Linker#define(String, Class, Object)}).
 *
 * <pre>{@code
 * class Host {
 *     @WasmImport("current_time")
 *     long time() {
 *         return System.currentTimeMillis();
 *     }
 * }
 * linker.define("env", new Host());
 * }</pre>
 *
 * <p>{@link WasmExport} is the reverse: a method that calls what a module exports.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface WasmImport {
    /** The name that modules import it by, without that of the module; the method's name if empty. */
    String value() default "";
}
