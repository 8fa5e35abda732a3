import './workers.js';
import 'graphiql/style.css';
import './page.css';
import { GraphiQL } from 'graphiql';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AccountBar } from './account-bar.js';
import { fetcher } from './fetcher.js';
import { firstQuery } from './first-query.js';

const element = document.getElementById('page');
if (element === null) throw new Error('The page has no place to draw in.');

createRoot(element).render(
  <StrictMode>
    <header className="bar">
      <h1>
        连心 <small>Lianxin · GraphiQL</small>
      </h1>
      <AccountBar />
    </header>
    <main className="console">
      <GraphiQL fetcher={fetcher} defaultQuery={firstQuery} defaultEditorToolsVisibility="variables">
        <GraphiQL.Logo> </GraphiQL.Logo>
      </GraphiQL>
    </main>
  </StrictMode>,
);
