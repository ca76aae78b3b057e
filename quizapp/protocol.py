"""Every message, in and out; the only home of event names."""
