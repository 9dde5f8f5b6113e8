import { z } from 'zod';

// Compiled schemas need `new Function`, which the site's content security policy refuses. Schemas look at this when
// they are built: the file must be the first that the page imports.
z.config({ jitless: true });
