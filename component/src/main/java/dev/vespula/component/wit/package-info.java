/** WIT, the text of interfaces and worlds: reading it, what it says, writing it, and its JSON form. */
package dev.vespula.component.wit;
