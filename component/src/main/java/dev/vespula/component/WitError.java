package dev.vespula.component;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of what class the payload of the {@link WitException} is that a method throws. Without it, and without an exception of
 * the program's own in {@code throws}, payloads are values of the dynamic API.
 *
 * @see WitException
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface WitError {
    /** The class that stands for the type of the error. */
    Class<?> value();
}
