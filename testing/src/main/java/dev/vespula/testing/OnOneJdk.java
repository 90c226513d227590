package dev.vespula.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Tests that a JDK makes no difference to: of documents, sources and the build. {@code -Dvespula.again=true} leaves them out. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("one-jdk")
public @interface OnOneJdk {}
