package dev.vespula;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a method to Wasm: on methods of a host object it makes them host functions ({@link Linker#define(String,
 * Object)}), on methods of an interface it names the export that they call ({@link Instance#exports(Class)}).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface WasmExport {
    /** The name that Wasm knows it by; the method's name if empty. */
    String value() default "";
}
