//go:build !unix

package store

// noCoreFile has nothing to do here.
func noCoreFile() {}
