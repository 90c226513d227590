/** Functions of components. */
package dev.vespula.udf.internal.component;
