import * as z from 'zod';

// Zod would first try to make code from text: the panel's policy forbids that, and the extension host logs an error for the way it asks.
// Imported before every schema.
z.config({ jitless: true });
