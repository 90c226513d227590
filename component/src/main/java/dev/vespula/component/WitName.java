package dev.vespula.component;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a method, a component of a record, a constant of an enum, a case of a variant or a resource is called in WIT, where
 * that does not follow from its name in Java. A function of a resource may be named in full, {@code [static]file.merge}. On an
 * interface that stands for one of WIT it is the name with its version, {@code my:app/greeter@1.0.0}: compatible versions are
 * found, too.
 *
 * <p>Without it names correspond as follows: {@code get-size} is {@code getSize} as a method or component of a record,
 * {@code GetSize} as a case or resource, and {@code GET_SIZE} as a constant. Where Java has a keyword of that name, or
 * {@link Object} a method, an underscore follows: {@code default_}, {@code toString_}.
 *
 * @see WitException
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.TYPE})
public @interface WitName {
    /** The name in WIT. */
    String value();
}
