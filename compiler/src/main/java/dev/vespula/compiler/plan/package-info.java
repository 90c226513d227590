/**
 * What is found out about a function before it is written: its blocks and edges, loops, which slots live where and as what kinds
 * of variables, how often blocks run, into which regions it is divided. In comes IR, out go tables; no bytecode here.
 */
package dev.vespula.compiler.plan;
