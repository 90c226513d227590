/**
 * Writing a class, a method and its instructions: {@link UnitClass}, {@link MethodBody}, {@link Code}. Nothing here knows statements or
 * expressions; whoever writes tells what, and gets sizes, variables and slots of the frame in return.
 */
package dev.vespula.compiler.code;
