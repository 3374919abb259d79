/** Where policies and models are judged before they meet a city. */
package io.kerb.lab;
