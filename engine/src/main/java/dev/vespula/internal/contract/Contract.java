package dev.vespula.internal.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What generated code uses. At build time the compiler gets a constant for each such method, field and constructor, made from
 * the member itself: who changes its name or its type is told by {@code javac} where the compiler uses it. On a class it stands
 * for all its public members.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.CONSTRUCTOR})
public @interface Contract {}
