/**
 * Tokens to binary: module fields, types, instructions are parsed and encoded in one go, after a first pass over the
 * fields that collects identifiers and types.
 */
package dev.vespula.text.parser;
