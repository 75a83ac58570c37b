"""The queue's pages: the officer's counter, the public display, the kiosk, tickets on paper."""
