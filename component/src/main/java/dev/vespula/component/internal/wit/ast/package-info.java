/** WIT as it is written, before names mean anything. */
package dev.vespula.component.internal.wit.ast;
